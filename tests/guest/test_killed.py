"""The program is ended without warning: whatever somebody was told is kept, and nothing half."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL
from time import sleep
from typing import Final

import pytest
from sqlalchemy import text

from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.work import Workshop
from tests.builders import ORGANIZATION, StillClock, a_keyring
from tests.guest.counting import counted, lost, wrong_with
from tests.guest.handing_in import IN_ORDER, PIECEMEAL, TOO_EARLY
from tests.guest.staff import bring_in_everybody, complete
from tests.servers.databases import Databases

ROOT: Final = Path(__file__).parents[2]
MOMENTS: Final = (0.0, 0.013, 0.029, 0.047, 0.071)
"""Seconds after a completion was told at which the program is ended, once each."""


@pytest.fixture
def embedded(sqlite: Databases, tmp_path: Path) -> Iterator[Workshop]:
    """The staff and the course in a database file, as it lies on somebody's disk."""
    engine = make_engine(sqlite.migrated(tmp_path))
    files, keys = FileStore(tmp_path / "files"), a_keyring(tmp_path)
    workshop = Workshop(engine, ORGANIZATION, files, keys, StillClock())
    bring_in_everybody(workshop)
    yield workshop
    engine.dispose()


def test_however_often_the_program_is_killed_every_completion_it_told_is_kept_whole(
    embedded: Workshop,
) -> None:
    told: set[str] = set()
    for moment in MOMENTS:
        said, ended = killed(embedded, IN_ORDER, moment)
        assert ended == -SIGKILL
        assert said
        assert said & told == set()
        told |= said

    assert lost(embedded, told) == set()
    with embedded.look(SYSTEM) as work:
        assert wrong_with(work.session) == []
        assert counted(work.session)["lms_completion"] >= len(told)
        assert work.session.scalar(text("PRAGMA integrity_check")) == "ok"
    assert lost(embedded, [complete(embedded)]) == set()


def test_a_program_that_tells_of_a_completion_before_it_is_kept_would_be_noticed(
    embedded: Workshop,
) -> None:
    said, _ = killed(embedded, TOO_EARLY)

    assert len(said) == 1
    assert lost(embedded, said) == said


def test_a_program_that_keeps_half_a_hand_in_would_be_noticed(embedded: Workshop) -> None:
    said, _ = killed(embedded, PIECEMEAL)

    assert said == set()
    with embedded.look(SYSTEM) as work:
        assert [one.partition(":")[0] for one in wrong_with(work.session)] == [
            "Half a hand-in is kept"
        ]


def test_a_ledger_that_somebody_rewrote_would_be_noticed(embedded: Workshop) -> None:
    complete(embedded)
    with embedded.work(SYSTEM) as work:
        work.session.execute(text("DROP TRIGGER lms_ledger_no_update"))
        work.session.execute(text("UPDATE lms_ledger SET statement = '{}' WHERE number = 2"))

    with embedded.look(SYSTEM) as work:
        assert wrong_with(work.session) == ["The ledger is broken at 2."]


def test_a_certificate_whose_file_is_gone_would_be_noticed(embedded: Workshop) -> None:
    number = complete(embedded)
    for path in [*embedded.files.root.rglob("*")]:
        if path.is_file():
            path.unlink()

    assert lost(embedded, [number]) == {number}


def killed(workshop: Workshop, how: str, moment: float | None = None) -> tuple[set[str], int]:
    """Let the program hand in, end it a moment after it told of two; return what it told.

    Without a moment, it ends itself.
    """
    program = subprocess.Popen(
        [
            sys.executable,
            *("-m", "tests.guest.handing_in"),
            *(workshop.engine.url.render_as_string(), str(workshop.files.root), how),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout is not None
        said = []
        if moment is not None:
            said = [program.stdout.readline(), program.stdout.readline()]
            sleep(moment)
            program.kill()
        said += program.stdout.readlines()
    whole = {line.strip() for line in said if line.endswith("\n")}
    return whole, program.returncode
