"""Certificates are taken away at once: those that count, each whole, with what checks them."""

import csv
import io
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from lms.certificates.store import certificate_of
from lms.kernel.access import SYSTEM, Actor
from lms.kernel.errors import Unavailable
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.verifying.bundle import bundle, bundled_count
from tests.actions.certificates.deciding import correct, passed, revoke
from tests.actions.office import OFFICER, open_office
from tests.actions.school import School
from tests.builders import NOON, WORKER, an_actor

TODAY = NOON.date()
ASKED = Question(as_of=TODAY, today=TODAY)
SECOND = an_actor(worker=WorkerId("W-002"), account="account-of-second")


@pytest.fixture
def office(workshop: Workshop, tmp_path: Path) -> School:
    return open_office(workshop, tmp_path)


def taken(school: School, asked: Question = ASKED, actor: Actor = SYSTEM) -> bytes:
    """Take the file away."""
    with school.workshop.look(actor) as work:
        return b"".join(bundle(work, asked))


def numbers(content: bytes) -> list[str]:
    """Read the numbers of an index, each of which must have its file."""
    with ZipFile(io.BytesIO(content)) as archive:
        rows = csv.DictReader(io.StringIO(archive.read("index.csv").decode()))
        found = [row["number"] for row in rows]
        files = {f"certificates/{number}.pdf" for number in found}
        assert set(archive.namelist()) == files | {"index.csv", "keys.pub", "README.txt"}
    return found


def test_each_is_in_it_as_it_was_issued_and_the_same_question_gives_the_same_bytes(
    office: School,
) -> None:
    first, second = passed(office), office.complete(SECOND).certificate

    content = taken(office)

    assert sorted(numbers(content)) == sorted([first, str(second)])
    assert content == taken(office)
    with office.workshop.look(SYSTEM) as work, ZipFile(io.BytesIO(content)) as archive:
        issued = certificate_of(work.session, first)
        assert archive.read(f"certificates/{first}.pdf") == work.files.read(issued.sha256)
        assert bundled_count(work.session, ASKED) == 2
    assert office.workshop.keys.current.public.minisign_public in (
        ZipFile(io.BytesIO(content)).read("keys.pub").decode()
    )


def test_what_counts_no_more_is_left_out(office: School) -> None:
    first = passed(office)
    second = office.complete(SECOND).certificate
    assert second is not None
    new = correct(office, first, approved_by=WorkerId("W-900"))
    revoke(office, second, approved_by=WorkerId("W-900"))

    assert numbers(taken(office)) == [new]
    later = date(2027, 2, 1)
    assert numbers(taken(office, Question(as_of=later, today=later))) == []
    assert numbers(taken(office, replace(ASKED, as_of=date(2026, 1, 30)))) == []


def test_it_is_narrowed_to_a_team_and_to_what_somebody_may_see(office: School) -> None:
    passed(office)

    assert len(numbers(taken(office, replace(ASKED, team="Claims")))) == 1
    assert numbers(taken(office, replace(ASKED, team="Coding"))) == []
    assert numbers(taken(office, replace(ASKED, scope=SECOND.scope))) == []
    assert len(numbers(taken(office, replace(ASKED, scope=OFFICER.scope)))) == 1


def test_a_file_that_is_gone_is_told_and_not_left_out(office: School) -> None:
    number = passed(office)
    with office.workshop.look(SYSTEM) as work:
        sha256 = certificate_of(work.session, number).sha256
    (office.workshop.files.root / sha256[:2] / sha256).unlink()

    with pytest.raises(Unavailable, match="backup"):
        taken(office)


def test_it_is_a_sound_archive_to_other_programs(office: School, tmp_path: Path) -> None:
    passed(office)
    path = tmp_path / "certificates.zip"
    path.write_bytes(taken(office))

    said = subprocess.run(
        ["python3", "-m", "zipfile", "-t", path], capture_output=True, check=True
    )

    assert WORKER.name.encode() in taken(office)
    assert b"Done testing" in said.stdout
