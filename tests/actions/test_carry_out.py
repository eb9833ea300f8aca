"""What touches many is done exactly as it was shown, or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from lms.actions.carry_out import Scene, carry_out
from lms.actions.restate_standing import restate_standing
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Conflict
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.store import record_workers, worker_ids
from lms.reports.asking import Question
from lms.reports.effect import Effect, Told
from lms.reports.standing import standing
from lms.requirements.store import record_requirements
from lms.standing.model import Status
from tests.builders import decided
from tests.reports.house import ANNUAL, STAFF, TODAY, settled

TODAYS = Scene(TODAY)


def give_a_year(work: UnitOfWork) -> str:
    """Give everybody a year for a first completion, in cycles that are open too."""
    longer = replace(ANNUAL, initial_days=365)
    version = decided(longer, effective_on=TODAY, redates=True)
    record_requirements(work.session, [version], work.now, "test")
    restate_standing(work, worker_ids(work.session))
    return "given"


def hire_nobody(work: UnitOfWork) -> None:
    """Change nothing."""
    restate_standing(work, worker_ids(work.session))


def end_one(work: UnitOfWork) -> None:
    """End Rowan Gild today."""
    left = replace(STAFF[2], ended_on=TODAY)
    record_workers(work.session, [left], work.now, TODAY, "test")
    restate_standing(work, [left.id])


def rows(workshop: Workshop) -> list[tuple[object, ...]]:
    with workshop.look(SYSTEM) as work:
        return [tuple(row) for row in standing(work.session, Question(TODAY, TODAY)).rows]


def shown(workshop: Workshop) -> Effect:
    with workshop.rehearsal(SYSTEM) as work:
        told, effect = carry_out(work, give_a_year, TODAYS)
    assert told == "given"
    return effect


def test_a_rehearsal_says_who_changes_from_what_to_what_and_changes_nothing(
    workshop: Workshop,
) -> None:
    before = rows(settled(workshop))

    effect = shown(workshop)

    assert rows(workshop) == before
    assert effect.counts == {}
    assert (effect.rows, effect.workers, effect.changes) == (0, 0, ())


def test_each_change_is_named_with_its_days_before_and_after(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.rehearsal(SYSTEM) as work:
        _, effect = carry_out(work, end_one, TODAYS)

    (change,) = effect.changes
    assert (change.worker_id, change.name) == ("W-003", "Rowan Gild")
    assert change.before is not None
    assert change.after is not None
    assert change.before == Told(Status.OVERDUE, None, date(2026, 1, 9), None)
    assert change.after.status is Status.NOT_REQUIRED
    assert effect.counts == {(Status.OVERDUE, Status.NOT_REQUIRED): 1}
    assert (effect.rows, effect.workers) == (1, 1)


def test_what_was_confirmed_is_done(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.rehearsal(SYSTEM) as work:
        _, effect = carry_out(work, end_one, TODAYS)
    with workshop.work(SYSTEM) as work:
        _, again = carry_out(work, end_one, TODAYS._replace(shown=effect.digest))

    assert again == effect
    assert [row[9] for row in rows(workshop) if row[2] == "W-003"] == ["not_required"]


def test_what_would_do_something_else_now_is_refused_and_nothing_is_done(
    workshop: Workshop,
) -> None:
    settled(workshop)
    with workshop.rehearsal(SYSTEM) as work:
        _, effect = carry_out(work, end_one, TODAYS)
    with workshop.work(SYSTEM) as work:
        end_one(work)
    before = rows(workshop)

    with (
        pytest.raises(Conflict, match="Look at it again"),
        workshop.work(SYSTEM) as work,
    ):
        carry_out(work, end_one, TODAYS._replace(shown=effect.digest))

    assert rows(workshop) == before


def test_only_those_who_are_named_are_compared(workshop: Workshop) -> None:
    settled(workshop)
    for workers, changed in (([WorkerId("W-003")], 1), ([WorkerId("W-001")], 0)):
        with workshop.rehearsal(SYSTEM) as work:
            _, effect = carry_out(work, end_one, TODAYS._replace(workers=workers))
        assert effect.rows == changed


def test_whoever_is_newly_asked_has_nothing_before_and_whoever_is_gone_nothing_after(
    workshop: Workshop,
) -> None:
    settled(workshop)

    def move(work: UnitOfWork) -> None:
        nobody = replace(ANNUAL, until_on=ANNUAL.from_on)
        again = replace(ANNUAL, id=RequirementId("again"))
        versions = [decided(nobody, effective_on=ANNUAL.from_on), decided(again)]
        record_requirements(work.session, versions, work.now, "test")
        restate_standing(work, worker_ids(work.session))

    with workshop.rehearsal(SYSTEM) as work:
        _, effect = carry_out(work, move, TODAYS)

    befores = {change.requirement: change.before for change in effect.changes}
    assert befores[RequirementId("again")] is None
    assert all(
        change.after is None or change.after.status is Status.NOT_REQUIRED
        for change in effect.changes
        if change.requirement == ANNUAL.id
    )
