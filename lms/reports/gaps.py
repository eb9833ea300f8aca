"""On which days was a required worker not covered, and why?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.agreement.scope import reaches_by, requirements_concerned
from lms.reports.agreement.serving import Days, days_served
from lms.reports.asking import Answer, Column, Question, Rows, by_bytes
from lms.reports.histories import Story, stories
from lms.standing.gaps import Cause, Stretch, gaps_of

COLUMNS: Final = (
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name.", typed=True),
    Column("requirement", "The requirement's short name."),
    Column("from_on", "The first day that was not covered."),
    Column("to_on", "The last day that was not covered, that day included."),
    Column("days", "How many days that is."),
    Column("cause", "Why; its words are told under Cause."),
    Column("note", "What bears on it: the day to act by, the end of a leave, what was recorded."),
)
CAUSES: Final = (
    Column(Cause.NEVER_TRAINED, "Nothing was completed, and the first day to act by had passed."),
    Column(Cause.LATE, "The completion had lapsed, and the day to act by had passed."),
    Column(Cause.LEAVE, "Away on leave."),
    Column(Cause.RETURN_ALLOWANCE, "Back from leave, within the days allowed after a return."),
    Column(Cause.EXTENSION, "More time had been given. It was not covered all the same."),
    Column(Cause.WAIVER, "A waiver said that nothing was asked."),
    Column(Cause.NEW_REQUIREMENT, "Newly required, and the first completion not due yet."),
    Column(Cause.STALE, "Valid by date, and a newer version had not been read in time."),
    Column(Cause.IMPORTED_LATE, "Covered by training that was recorded only after the day."),
)


def gaps(session: Session, question: Question) -> Answer:
    """List the gaps up to a day, in order of worker, requirement and first day.

    Every day is judged as of itself, by what is known at the time asked about. Of an agreement,
    only days on which the worker served it.
    """
    return Answer(COLUMNS, _rows(session, question))


def _rows(session: Session, question: Question) -> Rows:
    order = by_bytes(session, WorkerRow.id)
    ids = select(WorkerRow.id).where(within(question.scope, WorkerRow.id)).order_by(order)
    if question.team is not None:
        ids = ids.where(WorkerRow.team == question.team)
    ids = ids.where(reaches_by(question, WorkerRow.id))
    own = requirements_concerned(session, question)
    days = days_served(session, question)
    for story in stories(
        session,
        map(WorkerId, session.scalars(ids).all()),
        question.known_before,
        question.judged_by,
    ):
        if story.requirement.id in own and question.requirement in {None, story.requirement.id}:
            served = None if days is None else days.get(story.worker.id, ())
            yield from _of_story(story, question, served)


def _of_story(
    story: Story, question: Question, served: tuple[Days, ...] | None
) -> Iterator[tuple[Any, ...]]:
    begins = min((duty.from_on for duty in story.history.duties), default=question.as_of)
    for whole in gaps_of(story.terms, story.history, begins, question.as_of):
        for gap in (whole,) if served is None else _within(whole, served):
            cause = gap.cause.value if gap.cause else ""
            span = (gap.from_on, gap.to_on, gap.days, cause, gap.note)
            yield (story.worker.id, story.worker.name, story.requirement.id, *span)


def _within(gap: Stretch, served: tuple[Days, ...]) -> Iterator[Stretch]:
    for days in served:
        first, last = max(gap.from_on, days.from_on), min(gap.to_on, days.to_on)
        if first <= last:
            yield replace(gap, from_on=first, to_on=last)
