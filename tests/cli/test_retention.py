"""Telling what is due and holding records, at the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.kernel.work import Workshop
from tests.cli.running import house, run


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Workshop]:
    monkeypatch.chdir(tmp_path)
    workshop = house()
    yield workshop
    workshop.engine.dispose()


def lines(*words: str) -> list[str]:
    told = run("retention", "--dry-run", *words)
    assert told.exit_code == 0
    return told.stdout.splitlines()[1:]


def test_what_is_due_is_told_by_ids_and_what_is_held_is_not_due() -> None:
    assert lines() == ["W-030,2026-01-31,2032-01-31,kept,"]
    assert lines("--as-of", "2032-02-01") == ["W-030,2026-01-31,2032-01-31,due,"]

    hold = run(
        "hold", "add", "24-117", "--worker", "W-030", "--reason", "a dispute"
    ).stdout.strip()
    assert run("hold", "list").stdout == f"{hold}  24-117  worker W-030\n"
    assert lines("--as-of", "2032-02-01") == ["W-030,2026-01-31,2032-01-31,held,24-117"]

    assert run("hold", "lift", hold, "--reason", "settled").exit_code == 0
    assert run("hold", "list").stdout == ""
    assert run("hold", "lift", hold, "--reason", "settled").exit_code == 3


def test_nothing_that_is_not_due_is_destroyed_and_the_list_is_signed(
    known: Workshop, tmp_path: Path
) -> None:
    assert run("retention").exit_code == 2
    assert run("retention", "--dry-run", "-o", "gone.jsonl").exit_code == 2

    done = run("retention", "-o", "gone.jsonl")

    assert done.exit_code == 0
    assert done.stderr.startswith("0 rows of 0 people are destroyed.")
    signature = (tmp_path / "gone.jsonl.minisig").read_text()
    told = known.keys.current.public.trusted_comment(b"", signature)
    assert told is not None
    assert told.startswith("0 rows destroyed on")
    assert run("retention", "-o", "gone.jsonl").exit_code == 2
