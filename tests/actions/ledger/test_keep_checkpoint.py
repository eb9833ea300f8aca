"""On each day on which something is recorded, a signed checkpoint is put where it can leave."""

import logging
import stat
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from lms.actions.ledger.keep_checkpoint import keep_checkpoint
from lms.actions.ledger.keep_daily_checkpoint import keep_daily_checkpoint
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Unavailable
from lms.kernel.work import Workshop
from lms.reports.ledger.checkpoints import witnesses
from tests.builders import StillClock
from tests.evidence.told import said


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where checkpoints go."""
    return tmp_path / "checkpoints.jsonl"


@pytest.fixture
def watched(workshop: Workshop, file: Path) -> Workshop:
    """The workshop of a house that keeps checkpoints."""
    return replace(workshop, recorded=partial(keep_daily_checkpoint, file=file))


def record_one(workshop: Workshop, number: int) -> None:
    with workshop.work(SYSTEM) as work:
        record(work, said(number))


def test_each_day_has_one_from_what_was_recorded_first(
    watched: Workshop, file: Path, clock: StillClock
) -> None:
    for number in range(6):
        record_one(watched, number)
        clock.forward(hours=8)

    told = witnesses(file, watched.keys.known())
    assert [(one.number, one.at.day) for one in told.sound] == [(1, 31), (3, 1), (6, 2)]
    assert told.strange == ()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_only_looks_or_is_undone_leaves_none(watched: Workshop, file: Path) -> None:
    with watched.rehearsal(SYSTEM) as work:
        record(work, said(1))
    with watched.work(SYSTEM) as work:
        work.new_id()

    assert not file.exists()


def test_a_file_that_cannot_be_written_is_told_and_what_was_recorded_stays(
    watched: Workshop, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.mkdir()
    with caplog.at_level(logging.WARNING):
        record_one(watched, 1)

    assert "cannot be written" in caplog.text
    with watched.look(SYSTEM) as work, pytest.raises(Unavailable, match="cannot be written"):
        keep_checkpoint(work, file)


def test_an_empty_ledger_has_nothing_to_keep(workshop: Workshop, file: Path) -> None:
    with workshop.look(SYSTEM) as work:
        assert keep_checkpoint(work, file) is None
    assert not file.exists()
