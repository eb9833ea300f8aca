"""Telling what is due and holding records, at the command line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from lms.actions.imports.import_workers import import_workers
from lms.actions.ledger.destroy_records import Destroyed, destroy_records
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
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
    assert told.startswith("0 rows destroyed through")
    assert run("retention", "-o", "gone.jsonl").exit_code == 2


def stopped_while_destroying(known: Workshop) -> Destroyed:
    """Destroy the records of who left, years later, and come no further than the database."""
    later = replace(known, clock=lambda: known.clock() + timedelta(days=7 * 365))
    row = b"worker_id,name,hired_on\nW-990,Maren Gild,2032-06-01\n"
    with later.work(SYSTEM) as work:
        assert not import_workers(work, BytesIO(row)).problems
    with later.work(SYSTEM) as work:
        return destroy_records(work, WorkerId("W-030"))


def test_whoever_was_stopped_meanwhile_gets_the_whole_list_when_it_is_run_again(
    known: Workshop, tmp_path: Path
) -> None:
    gone = stopped_while_destroying(known)

    done = run("retention", "-o", "gone.jsonl")

    assert done.exit_code == 0
    content = (tmp_path / "gone.jsonl").read_bytes()
    told = [json.loads(line) for line in content.splitlines()]
    assert {(one["table"], tuple(one["key"])) for one in told} == {
        (row.table.name, row.key) for row in gone.rows
    }
    assert {one["entry"] for one in told} == {gone.entry.number}
    signature = (tmp_path / "gone.jsonl.minisig").read_text()
    said = known.keys.current.public.trusted_comment(content, signature)
    assert said is not None
    assert said.startswith(f"{len(gone.rows)} rows destroyed through ")
