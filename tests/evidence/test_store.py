"""A fact is sealed in the ledger with who said it and when."""

import json
from datetime import timedelta
from uuid import UUID

from lms.evidence.chain import GENESIS
from lms.evidence.facts import AccountMade
from lms.evidence.store import last_recorded_at, record
from lms.kernel.access import SYSTEM
from lms.kernel.ids import AccountId, WorkerId
from lms.kernel.work import Workshop
from tests.builders import NOON, StillClock, an_actor
from tests.evidence.told import ledger, said


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
