"""Everything in one file, and back, at the command line; a power cut leaves nothing half done."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from lms.kernel.work import Workshop
from tests.cli.running import house, run

COMMAND: Final = (sys.executable, "-c", "from lms.cli.main import main; main()")
FOLDER: Final = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Workshop]:
    """The known house, in a folder of its own; elsewhere nothing is kept yet."""
    monkeypatch.chdir(tmp_path)
    workshop = house()
    yield workshop
    workshop.engine.dispose()


def move_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Go where nothing is kept yet."""
    new = tmp_path / "new"
    new.mkdir()
    monkeypatch.chdir(new)
    return new


def test_all_is_copied_and_brought_back_and_the_doctor_finds_it_sound(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = run("backup", "all.zip")
    move_out(monkeypatch, tmp_path)
    back = run("restore", "../all.zip")

    assert made.exit_code == 0
    assert made.stderr.startswith("34 rows, up to entry 6 of the ledger, in ")
    assert (tmp_path / "all.zip").stat().st_mode & 0o077 == 0
    assert back.exit_code == 0
    assert back.stderr.startswith("34 rows and 0 files are back, each table with as many rows")
    assert run("doctor").exit_code == 0
    assert run("verify", "../all.zip").exit_code == 0
    assert run("restore", "../all.zip").exit_code == 3


def test_the_next_backup_is_told_by_the_doctor() -> None:
    assert "None was made here" in run("doctor").stdout

    assert run("backup", "all.zip").exit_code == 0

    assert "ok     backups: The last one was made today." in run("doctor").stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("restore", "nothing.zip"), 3, "nothing.zip cannot be read: No such file"),
        (("restore", "staff.csv"), 3, "The file is no backup, or it is damaged."),
        (("restore", "staff.csv", "--key", "staff.csv"), 2, "staff.csv holds no public key."),
        (("backup", "nowhere/all.zip"), 3, "could not be written"),
        (("backup", "."), 2, "is a directory"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], status: int, said: str) -> None:
    Path("staff.csv").write_text("worker_id,name\n")

    told = run(*words)

    assert told.exit_code == status
    assert said in told.stderr
    assert not [*Path().glob("*.part"), *Path().glob(".backup-*")]


def test_a_power_cut_leaves_an_empty_house_or_a_whole_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("backup", "all.zip").exit_code == 0
    new = move_out(monkeypatch, tmp_path)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("LMS_")}
    environment = {**settings, "PYTHONPATH": str(FOLDER)}
    killed = 0
    for moment in range(20):
        process = subprocess.Popen(
            (*COMMAND, "restore", "../all.zip"), env=environment, stderr=subprocess.DEVNULL
        )
        time.sleep(moment * 0.4)
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            break
        killed += 1
        database = new / "var" / "lms.db"
        assert not database.exists() or run("doctor").exit_code == 0
        if database.exists():
            break

    assert killed > 0
    assert run("doctor").exit_code == 0
    assert run("restore", "../all.zip").exit_code == 3
