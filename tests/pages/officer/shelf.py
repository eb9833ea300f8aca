"""An officer at work on a content folder: version 1 is published, version 2 lies in it."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.actions.imports.import_requirements import import_requirements
from lms.actions.learning.read_lesson import read_lesson
from lms.actions.publish_courses import publish_courses
from lms.actions.start_attempt import start_attempt
from lms.actions.submit_attempt import submit_attempt
from lms.courses.store import published_digests
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.library import open_library
from lms.people.store import record_workers
from lms.quizzes.shown import as_shown
from lms.quizzes.store import attempt_of
from lms.standalone import create_app
from tests.accounts.people import EMAIL, give_account, workshop_of
from tests.builders import NOON, WORKER, StillClock, a_keyring, a_worker, an_actor, counted_ids
from tests.courses.tiny import RIGHT, TINY, write_content
from tests.courses.versions import version
from tests.pages.classroom import text_of
from tests.pages.conftest import KEY, another

PAGE = "/training/publishing/"
VERSION = f"{PAGE}{TINY}"
ASKED = f"""\
[[requirement]]
id = "tiny-annual"
course = "{TINY}"
audience = {{ everyone = true }}
basis = "policy"
citation = "Training policy 4.2"
from_on = 2024-01-01
cadence_months = 12
"""


class Desk:
    """An officer at work: the content folder, and a browser that is signed in."""

    def __init__(self, app: Flask, root: Path) -> None:
        self.root = root
        self.house = workshop_of(app)
        give_account(self.house, role=Role.OFFICER)
        self.browser = another(app)
        assert self.browser.sign_in(EMAIL).status_code == 303

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files into the content folder."""
        write_content(self.root, files)

    def text(self, path: str = PAGE) -> str:
        """Open a page and read it."""
        return text_of(self.browser.open(path).text)

    def ask(self, **decision: str) -> TestResponse:
        """See who is touched by a decision."""
        decided = {"change": "material", "effective_on": "2026-03-01", "refresh_days": "60"}
        query = "&".join(f"{key}={value}" for key, value in {**decided, **decision}.items())
        return self.browser.open(f"{VERSION}/effect?{query}")

    def confirm(self, preview: str, **other: str) -> TestResponse:
        """Send the form of the page that shows who is touched."""
        form = preview[preview.index(f'action="{VERSION}"') :]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))
        fields.pop("csrf_token")
        return self.browser.send(VERSION, page=PAGE, **{**fields, **other})

    def versions(self) -> set[int]:
        """The versions that are published."""
        with self.house.look(SYSTEM) as work:
            return set(published_digests(work.session, TINY))


@pytest.fixture
def a_desk(database_url: str, tmp_path: Path, clock: StillClock) -> Iterator[Desk]:
    """Version 1 is published, required and passed by one of two; version 2 lies in the folder."""
    root = write_content(tmp_path / "content")
    settings = {
        "LMS_DATABASE_URL": database_url,
        "LMS_SECRET_KEY": KEY,
        "LMS_FILES": tmp_path / "files",
        "LMS_KEYS": a_keyring(tmp_path).folder,
        "LMS_PUBLIC_URL": "https://localhost",
        "LMS_CONTENT": root,
    }
    app = create_app(settings, clock=clock, make_id=counted_ids())
    app.config["PREFERRED_URL_SCHEME"] = "https"
    settle(workshop_of(app), root)
    at = Desk(app, root)
    at.write(version(2))
    yield at
    workshop_of(app).engine.dispose()


def settle(house: Workshop, root: Path) -> None:
    """Publish, take two workers on, and let the first pass."""
    with house.work(SYSTEM) as work:
        publish_courses(work, open_library(root))
        staff = [WORKER, a_worker(id="W-002", name="Rowan Gild")]
        record_workers(work.session, staff, NOON, NOON.date(), "test")
        assert import_requirements(work, BytesIO(ASKED.encode())).problems == ()
    with house.work(an_actor()) as work:
        for lesson in ("answering", "noting"):
            read_lesson(work, TINY, lesson)
        attempt = start_attempt(work, TINY)
        paper = attempt_of(work.session, WORKER.id, attempt).paper
        right = {item.question: frozenset(RIGHT[item.question]) for item in paper}
        assert submit_attempt(work, attempt, as_shown(paper, right)).certificate
