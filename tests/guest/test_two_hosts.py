"""Two applications in one process, each with the product in it, keep to themselves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from tests.builders import WORKER, StillClock, a_keyring
from tests.guest.counting import counted
from tests.guest.desk import Desk, open_desk
from tests.guest.staff import bring_in_everybody, complete
from tests.pages.classroom import QUIZ, TAUGHT, text_of
from tests.servers.databases import Databases


@pytest.fixture
def annex(
    settings: dict[str, Any], sqlite: Databases, tmp_path: Path, clock: StillClock
) -> Iterator[Desk]:
    """Another desk with a file for its database, whose course of that name says something else."""
    own = {
        "LMS_DATABASE_URL": sqlite.migrated(tmp_path),
        "LMS_FILES": str(tmp_path / "annex"),
        "LMS_KEYS": a_keyring(tmp_path / "annexed").folder,
        "LMS_ORGANIZATION": "Birch Annex",
        "LMS_URL_PREFIX": "/learn",
    }
    opened = open_desk({**settings, **own}, clock)
    lessons = tuple(
        replace(one, title=f"{one.title} at the annex", html="<p>Ring back.</p>")
        for one in TAUGHT.lessons
    )
    course = replace(TAUGHT, lessons=lessons, text_sha256=digest("the annex"))
    bring_in_everybody(opened.workshop, course, replace(QUIZ, text_sha256=digest("annex")))
    yield opened
    opened.workshop.engine.dispose()


def test_each_shows_its_own_name_course_and_address(desk: Desk, annex: Desk) -> None:
    here = desk.visitor("tova").open("/training/courses/callers/answering")
    there = annex.visitor("tova").open("/learn/courses/callers/answering")

    assert "Alder Quay Billing" in here.text
    assert "Say neither yes nor no." in here.text
    assert "Birch Annex" in there.text
    assert "Ring back." in there.text
    assert "Answering the telephone at the annex" in text_of(there.text)
    assert "annex" not in here.text.lower()
    assert desk.visitor("tova").open("/learn/").text == "The desk is sorry: 404."
    assert annex.visitor("tova").open("/training/").text == "The desk is sorry: 404."


def test_what_is_completed_in_one_opens_nothing_in_the_other(desk: Desk, annex: Desk) -> None:
    number = complete(desk.workshop)

    assert desk.visitor("tova").open("/claims").text == "the claims"
    assert annex.visitor("tova").open("/claims").status_code == 403
    assert desk.visitor().open(f"/training/verify/{number}").status_code == 200
    assert annex.visitor().open(f"/learn/verify/{number}").status_code == 404
    assert kept_in(annex) == 0
    assert kept_in(desk) == 1


def test_a_guest_that_is_asked_in_one_application_answers_for_that_one(
    desk: Desk, annex: Desk
) -> None:
    complete(desk.workshop)

    with desk.app.app_context(), annex.app.app_context():
        there = annex.lms.standing_of(WORKER.id, "callers-annual")
    with desk.app.app_context():
        here = desk.lms.standing_of(WORKER.id, "callers-annual")

    assert there.completed_on is None
    assert here.completed_on is not None


def kept_in(desk: Desk) -> int:
    """Count the certificates of a desk, in the database and beside it."""
    with desk.workshop.look(SYSTEM) as work:
        kept = counted(work.session)["lms_certificate"]
    files = [path for path in desk.workshop.files.root.rglob("*") if path.is_file()]
    assert len(files) == kept
    return kept
