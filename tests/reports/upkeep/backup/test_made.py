"""A backup holds everything as it is, and says what of it is broken."""

import zipfile
from pathlib import Path

import pytest

from lms.actions.ledger.record_backup import record_backup
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Unavailable
from lms.kernel.work import Workshop
from lms.reports.upkeep.soundness import soundness
from lms.reports.verifying.files import verified_file
from tests.builders import NOON
from tests.reports.upkeep.backup.copying import copied


def test_a_file_that_was_altered_is_told_and_left_out(workshop: Workshop, tmp_path: Path) -> None:
    kept, lost = workshop.files.keep(b"kept"), workshop.files.keep(b"altered later")
    path = next(workshop.files.root.rglob(lost))
    path.write_bytes(b"another")

    file, made = copied(workshop, tmp_path)

    assert made.state.broken == (f"The stored file {lost} was altered.",)
    with zipfile.ZipFile(file) as archive:
        names = [name.rpartition("/")[2] for name in archive.namelist()]
    assert kept in names
    assert lost not in names


def test_a_backup_verifies_by_the_public_key_alone(workshop: Workshop, tmp_path: Path) -> None:
    file, _ = copied(workshop, tmp_path)
    keys = {one.public.id: one for one in workshop.keys.known()}

    with file.open("rb") as content:
        verdict = verified_file(content, keys, NOON.date())

    assert verdict.genuine
    assert verdict.sentence.startswith("backup of 2026-01-31 12:00:00 UTC")


def test_where_its_program_is_missing_a_sentence_says_so(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if workshop.engine.dialect.name == "sqlite":
        assert copied(workshop, tmp_path)[1].state.engine == "sqlite"
        return
    with pytest.raises(Unavailable, match=r"pg_dump is not there\. Install"):
        copied(workshop, tmp_path)


def test_a_days_old_backup_is_told_by_the_doctor(workshop: Workshop, tmp_path: Path) -> None:
    _, made = copied(workshop, tmp_path)
    with workshop.work(SYSTEM) as work:
        record_backup(work, made)
    told = []
    for days in (1, 5):
        workshop.clock.forward(days=days)  # type: ignore[attr-defined]  # the tests' own clock
        with workshop.look(SYSTEM) as work:
            told.append(next(one for one in soundness(work) if one.name == "backups"))
    workshop.clock.forward(days=1)  # type: ignore[attr-defined]  # the tests' own clock
    with workshop.look(SYSTEM) as work:
        old = next(one for one in soundness(work) if one.name == "backups")

    assert [one.said for one in told] == [
        "The last one was made 1 day ago.",
        "The last one was made 6 days ago.",
    ]
    assert not old.sound
    assert old.said == "The last one was made 7 days ago. Run: part2-lms backup FILE"
