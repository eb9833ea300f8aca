"""The ledger is written in order, by one writer at a time, and cannot be changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lms.evidence.chain import first_break
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from tests.evidence.told import ledger, said


def test_a_ledger_read_back_from_the_database_holds(workshop: Workshop) -> None:
    for number in range(20):
        with workshop.work(SYSTEM) as work:
            record(work, said(number))

    assert first_break(ledger(workshop)) is None
    assert len(ledger(workshop)) == 20


def test_two_facts_of_one_work_come_one_after_the_other(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        first, second = record(work, said(1)), record(work, said(2))

    assert (second.number, second.previous) == (2, first.seal)


def test_writers_at_the_same_time_wait_for_each_other(workshop: Workshop) -> None:
    def write(number: int) -> None:
        with workshop.work(SYSTEM) as work:
            record(work, said(number))

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(24)))

    written = ledger(workshop)
    assert [entry.number for entry in written] == list(range(1, 25))
    assert first_break(written) is None
    assert {json.loads(entry.statement)["account"] for entry in written} == {
        str(UUID(int=number)) for number in range(24)
    }


@pytest.mark.parametrize(
    "statement",
    ["UPDATE lms_ledger SET statement = '{}'", "DELETE FROM lms_ledger"],
    ids=["altering", "removing"],
)
def test_the_database_itself_refuses(workshop: Workshop, statement: str) -> None:
    with workshop.work(SYSTEM) as work:
        record(work, said(1))
    before = ledger(workshop)

    with workshop.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(statement))

    assert ledger(workshop) == before
