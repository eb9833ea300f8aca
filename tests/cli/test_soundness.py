"""The doctor's exit status, and making again what is derived, at the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from lms.cli.soundness import watched
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.standing.tables import StandingRow
from tests.cli.running import house, run


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Workshop]:
    """The known house, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    workshop = house()
    yield workshop
    workshop.engine.dispose()


@pytest.mark.usefixtures("known")
def test_a_sound_house_is_told_so() -> None:
    told = run("doctor")

    assert told.exit_code == 0
    assert [line.split(":")[0] for line in told.stdout.splitlines()] == [
        "ok     clock",
        "ok     keys",
        "ok     ledger",
        "ok     facts",
        "ok     people",
        "ok     backups",
        "ok     mail",
        "ok     standing",
    ]


def test_what_is_wrong_ends_with_one_and_rebuilding_mends_it(known: Workshop) -> None:
    with known.work(SYSTEM) as work:
        work.session.execute(update(StandingRow).values(act_by=None))
    wrong = run("doctor", "--json")

    assert wrong.exit_code == 1
    found = {one["name"]: one["sound"] for one in json.loads(wrong.stdout)["findings"]}
    assert found == {
        "clock": True,
        "keys": True,
        "ledger": True,
        "facts": True,
        "people": True,
        "backups": True,
        "mail": True,
        "standing": False,
    }

    mended = run("rebuild")

    assert mended.exit_code == 0
    assert mended.stderr.startswith("7 rows were made again")
    assert run("doctor").exit_code == 0


def test_progress_is_told_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lms.cli.soundness.PATIENCE_SECONDS", -1)
    told = watched("workers done")
    told(5)
    assert capsys.readouterr().err == ""

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    told(1000)
    assert capsys.readouterr().err == "1,000 workers done …\n"
