"""What was recorded in error counts for nothing any more, and stays to be seen."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.evidence.tables import WithdrawalRow
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.errors import Conflict, Forbidden, NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.histories import stories
from tests.actions.office import (
    MANAGER,
    OFFICER,
    decide,
    elsewhere,
    more_time,
    open_office,
    standing,
    write_down,
)
from tests.actions.school import School
from tests.builders import NOON, WORKER, StillClock, an_actor


@pytest.fixture
def office(workshop: Workshop, tmp_path: Path) -> School:
    return open_office(workshop, tmp_path)


def withdraw(
    office: School,
    what: What,
    fact: UUID,
    actor: Actor = OFFICER,
    **changes: Any,  # noqa: ANN401 - any field of a correction
) -> WorkerId:
    with office.workshop.work(actor) as work:
        given = {"reason": "entered for somebody else", **changes}
        return withdraw_fact(work, Correction(what=what, fact=fact, **given))


def test_a_completion_counts_no_more_and_stays_in_the_record(
    office: School, clock: StillClock
) -> None:
    done = write_down(office.workshop, elsewhere())
    clock.forward(hours=1)

    assert withdraw(office, What.COMPLETION, done, document="Letter 5") == WORKER.id

    assert standing(office.workshop).valid_through is None
    assert [row.id for row in office.completions()] == [done]
    with office.workshop.look(SYSTEM) as work:
        [row] = work.session.scalars(select(WithdrawalRow))
        told = (row.what, row.fact_id, row.worker_id, row.approved_by, row.reason, row.document)
        [before] = stories(work.session, [WORKER.id], NOON + timedelta(minutes=30))
    assert told == (
        "completion",
        done,
        WORKER.id,
        "W-900",
        "entered for somebody else",
        "Letter 5",
    )
    assert [one.completed_on for one in before.history.completions] == [date(2025, 9, 10)]


def test_an_exception_counts_no_more(office: School) -> None:
    given = decide(office.workshop, more_time())

    withdraw(office, What.EXCEPTION, given.id)

    assert standing(office.workshop).act_by == date(2025, 4, 2)
    again = decide(office.workshop, more_time())
    assert again.id != given.id


def test_a_merge_is_undone_for_both(office: School) -> None:
    write_down(office.workshop, elsewhere(worker=WorkerId("W-002")))
    with office.workshop.work(OFFICER) as work:
        merge = merge_workers(
            work,
            SamePerson(duplicate=WorkerId("W-002"), survivor=WORKER.id, reason="same payroll"),
        )
    assert standing(office.workshop).valid_through == date(2026, 9, 10)

    assert withdraw(office, What.MERGE, merge) == WORKER.id

    assert standing(office.workshop).valid_through is None
    assert standing(office.workshop, WorkerId("W-002")).valid_through == date(2026, 9, 10)
    through = {row.worker_id: row.valid_through for row in office.standings()}
    assert (through[WORKER.id], through["W-002"]) == (None, date(2026, 9, 10))


def test_what_is_withdrawn_under_a_merged_id_is_missing_for_whose_it_is(office: School) -> None:
    done = write_down(office.workshop, elsewhere(worker=WorkerId("W-002")))
    with office.workshop.work(OFFICER) as work:
        merge_workers(
            work,
            SamePerson(duplicate=WorkerId("W-002"), survivor=WORKER.id, reason="same payroll"),
        )

    withdraw(office, What.COMPLETION, done)

    assert [row.valid_through for row in office.standings() if row.worker_id == WORKER.id] == [
        None
    ]


def test_what_was_withdrawn_is_not_withdrawn_again(office: School) -> None:
    given = decide(office.workshop, more_time())
    withdraw(office, What.EXCEPTION, given.id)
    before = office.counts()

    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw(office, What.EXCEPTION, given.id)

    assert office.counts() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"approved_by": WORKER.id}, "approved_by"),
        ({"approved_by": WorkerId("W-404")}, "approved_by"),
    ],
)
def test_what_is_wrong_is_told_of_its_field_and_nothing_is_kept(
    office: School, changes: dict[str, Any], field: str
) -> None:
    given = decide(office.workshop, more_time())
    before = office.counts()

    with pytest.raises(Refused) as refused:
        withdraw(office, What.EXCEPTION, given.id, **changes)

    assert [one.field for one in refused.value.faults] == [field]
    assert office.counts() == before


def test_nobody_corrects_what_concerns_themselves(office: School) -> None:
    given = decide(office.workshop, more_time())
    own = an_actor(Role.OFFICER, worker=WORKER.id)

    with pytest.raises(Refused, match="Nobody records what concerns themselves"):
        withdraw(office, What.EXCEPTION, given.id, own, approved_by=WorkerId("W-010"))


@pytest.mark.parametrize("what", What)
def test_what_is_not_there_cannot_be_withdrawn(office: School, what: What) -> None:
    with pytest.raises(NotFound):
        withdraw(office, what, UUID(int=404))


def test_a_manager_corrects_nothing(office: School) -> None:
    given = decide(office.workshop, more_time())

    with pytest.raises(Forbidden):
        withdraw(office, What.EXCEPTION, given.id, MANAGER)
