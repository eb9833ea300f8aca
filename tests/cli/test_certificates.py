"""Certificates are taken away from the console, all that count on a day."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from lms.settings.opening import open_workshop
from lms.settings.read import read_settings
from lms.standalone import prepare
from tests.actions.certificates.deciding import passed
from tests.actions.office import open_office
from tests.builders import NOON, StillClock
from tests.cli.running import run


@pytest.fixture(autouse=True)
def number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The number of the one certificate there is."""
    monkeypatch.chdir(tmp_path)
    settings = read_settings()
    prepare(settings, StillClock())
    workshop = open_workshop(settings, StillClock())
    yield passed(open_office(workshop, tmp_path / "content"))
    workshop.engine.dispose()


def test_all_that_count_on_a_day_lie_in_one_file_that_checks_itself(number: str) -> None:
    day = ("--as-of", NOON.date().isoformat())
    taken = run("certificates", *day, "--team", "Claims", "-o", "out.zip")

    assert taken.exit_code == 0
    assert "1 certificates written to out.zip." in taken.stderr
    assert taken.stdout == ""
    with ZipFile("out.zip") as archive:
        archive.extractall()
    checked = run("verify", "--key", "keys.pub", f"certificates/{number}.pdf")
    assert checked.exit_code == 0
    assert f"certificate {number}" in checked.stdout


def test_a_team_nobody_knows_is_refused_and_nothing_is_written() -> None:
    refused = run("certificates", "--team", "Nobody", "-o", "out.zip")

    assert refused.exit_code == 3
    assert "There is no team “Nobody”. There are: Claims." in refused.stderr
    assert not Path("out.zip").exists()
