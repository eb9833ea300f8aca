"""Signing where the ledger stands, and proving a record by it, at the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.kernel.work import Workshop
from tests.cli.running import house, run
from tests.reports.house import COMPLETIONS


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Workshop]:
    """The known house, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    workshop = house()
    yield workshop
    workshop.engine.dispose()


@pytest.mark.usefixtures("known")
def test_a_checkpoint_is_printed_and_appended_and_the_doctor_holds_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = json.loads(run("checkpoint").stdout)
    monkeypatch.setenv("LMS_CHECKPOINTS", "line.jsonl")
    printed = run("checkpoint").stdout
    assert Path("line.jsonl").read_text() == printed
    assert json.loads(printed)["seal"] == told["seal"]

    sound = run("doctor")
    assert sound.exit_code == 0
    assert f"1 checkpoints are ours; the newest knows entry {told['number']}" in sound.stdout

    Path("line.jsonl").write_text(printed.replace('"number":', '"number":1'))
    wrong = run("doctor", "--checkpoints", "line.jsonl")
    assert wrong.exit_code == 1
    assert "WRONG  checkpoints: 1 lines of the checkpoints are not signed" in wrong.stdout


@pytest.mark.usefixtures("known")
def test_a_record_that_no_entry_binds_by_itself_is_refused() -> None:
    refused = run("prove", str(COMPLETIONS[0].id))

    assert refused.exit_code == 3
    assert "No entry of the ledger binds this record by itself." in refused.stderr
