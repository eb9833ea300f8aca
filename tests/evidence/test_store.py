"""The ledger is written in order, by one writer at a time, and cannot be changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lms.evidence.chain import GENESIS, first_break
from lms.evidence.facts import AccountMade, PasswordSet
from lms.evidence.model import Entry
from lms.evidence.store import entries, entries_count, last_recorded_at, record
from lms.kernel.access import SYSTEM
from lms.kernel.ids import AccountId, WorkerId
from lms.kernel.work import Workshop
from tests.builders import NOON, StillClock, an_actor


def said(number: int) -> PasswordSet:
    return PasswordSet(AccountId(UUID(int=number)))


def ledger(workshop: Workshop) -> list[Entry]:
    with workshop.look(SYSTEM) as work:
        assert entries_count(work.session) == len(list(entries(work.session)))
        return list(entries(work.session))


def test_an_empty_ledger_has_no_entry_and_no_day(workshop: Workshop) -> None:
    assert ledger(workshop) == []
    with workshop.look(SYSTEM) as work:
        assert last_recorded_at(work.session) is None


def test_a_fact_is_sealed_with_who_said_it_and_when(workshop: Workshop, clock: StillClock) -> None:
    fact = AccountMade(AccountId(UUID(int=7)), "worker", WorkerId("W-001"))
    with workshop.work(an_actor()) as work:
        first = record(work, fact)
    clock.forward(minutes=5)
    with workshop.work(SYSTEM) as work:
        second = record(work, said(8))

    assert ledger(workshop) == [first, second]
    assert (first.number, first.previous, first.what) == (1, GENESIS, "AccountMade")
    assert json.loads(first.statement) == {
        "by": "account-of-worker",
        "account": "00000000-0000-0000-0000-000000000007",
        "role": "worker",
        "worker": "W-001",
    }
    assert (second.number, second.previous) == (2, first.seal)
    with workshop.look(SYSTEM) as work:
        assert last_recorded_at(work.session) == NOON + timedelta(minutes=5)


def test_the_last_instant_is_not_that_of_a_clock_that_went_back(
    workshop: Workshop, clock: StillClock
) -> None:
    for number in range(3):
        with workshop.work(SYSTEM) as work:
            record(work, said(number))
        clock.forward(days=-1)

    with workshop.look(SYSTEM) as work:
        assert last_recorded_at(work.session) == NOON


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
