"""An evidence pack from the console: a file that is whole, and checked by the same command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.kernel.access import SYSTEM
from tests.cli.running import house, run
from tests.reports.agreement.clients import TIDE, bring_clients
from tests.reports.agreement.pack.house import members
from tests.reports.house import TODAY


@pytest.fixture(autouse=True)
def clients(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The known house with its clients, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    workshop = house()
    with workshop.work(SYSTEM) as work:
        bring_clients(work)
    yield
    workshop.engine.dispose()


def test_a_pack_is_written_and_verified(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("worker_id,name\nW-001,Tova Lindqvist\n")
    day = ("--as-of", TODAY.isoformat())

    told = run("pack", TIDE, *day, "--roster", "roster.csv", "-o", "pack.zip")

    assert told.exit_code == 0
    assert f"Pack of {TIDE} as of {TODAY} written to pack.zip." in told.stderr
    assert told.stdout == ""
    files = members((tmp_path / "pack.zip").read_bytes())
    assert b"W-001,Tova Lindqvist,both," in files["data/reports/reconciliation.csv"]
    checked = run("verify", "pack.zip")
    assert (checked.exit_code, checked.stdout.split()[0]) == (0, "GENUINE")
    assert run("pack", TIDE, *day, "--roster", "roster.csv", "-o", "again.zip").exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "pack.zip").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none", "-o", "x.zip"), f"There is no agreement “none”. There are: {TIDE}, QSOA-021."),
        ((TIDE, "--as-of", "2999-01-01", "-o", "x.zip"), "Choose a day that has come."),
        ((TIDE, "-o", "nowhere/x.zip"), "could not be written"),
    ],
)
def test_what_cannot_be_packed_is_refused_and_leaves_nothing(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    refused = run("pack", *words)

    assert refused.exit_code == 3
    assert said in refused.stderr
    assert not list(tmp_path.glob("*.zip"))


def test_a_pack_needs_a_place() -> None:
    assert run("pack", TIDE).exit_code == 2
