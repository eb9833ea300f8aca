"""Who is to take which course again after an incident, and who has?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from lms.courses.tables import CourseVersionRow
from lms.evidence.tables import WithdrawalRow
from lms.incidents.model import Retrained, Retraining, how_far
from lms.incidents.store import retraining_in
from lms.incidents.tables import RetrainingRow
from lms.kernel.ids import AgreementId, CourseId, WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.asking import Answer, Column, Question, Rows, by_bytes
from lms.reports.known import EVER, merges, root_of
from lms.standing.explanation import in_words
from lms.standing.records import Kind
from lms.standing.tables import CompletionRow

COLUMNS: Final = (
    Column("retraining_id", "The retraining's own id."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name now.", typed=True),
    Column("team", "The worker's team now.", typed=True),
    Column("course", "The course to be taken again."),
    Column("incident", "The incident's number in the organization's own register."),
    Column("agreement", "The agreement it concerns; empty for none."),
    Column("opened_on", "The day it was opened, in the worker's own time zone."),
    Column("due_on", "The last day to complete the course, that day included."),
    Column("state", "open, late, done or withdrawn; the words are told under Status."),
    Column("completed_on", "The day on which the course was completed after that; else empty."),
    Column("approved_by", "Who approved it: another person than the worker.", typed=True),
    Column("opened_at", "When it was recorded (instant, UTC)."),
    Column("opened_by", "Which account recorded it.", typed=True),
    Column("entry", "The number of its entry in the ledger."),
)
STATES: Final = (
    Column(Retrained.OPEN, "To be done, and the day has not passed."),
    Column(Retrained.LATE, "Not done by its day."),
    Column(Retrained.DONE, "The whole course was completed after it was opened."),
    Column(Retrained.WITHDRAWN, "It was opened in error, and asks nothing of anybody."),
)


@dataclass(frozen=True)
class Followed:
    """A retraining and what became of it by a day; `done_on` is None while nothing did."""

    retraining: Retraining
    worker_name: str
    team: str
    course_title: str
    done_on: date | None
    state: Retrained

    @property
    def why(self) -> str:
        """Say why somebody is asked, by when, and what that changes."""
        one = self.retraining
        return (
            f"Opened {in_words(one.opened_on)} after incident {one.incident}: take the course "
            f"again by {in_words(one.due_on)}. Completing it counts toward your other dates as "
            "any completion does, and changes them in no other way."
        )


def retraining(session: Session, question: Question) -> Answer:
    """List retraining opened up to a day, in order of worker and day; of an agreement its own."""
    return Answer(COLUMNS, _rows(session, question))


def followed(session: Session, question: Question) -> Iterator[Followed]:
    """Yield retraining opened up to a day with what became of it, in order of worker and day.

    It is done by the first whole completion of its course, here or elsewhere, that came after it
    was opened and was not withdrawn. A requirement does not narrow it.
    """
    row, before = RetrainingRow, question.known_before or EVER
    query = (
        select(row, WorkerRow.name, WorkerRow.team)
        .join(WorkerRow, WorkerRow.id == row.worker_id)
        .where(
            within(question.scope, row.worker_id),
            row.opened_on <= question.as_of,
            row.opened_at < before,
        )
        .order_by(by_bytes(session, row.worker_id), row.opened_on, row.entry)
    )
    if question.team is not None:
        query = query.where(WorkerRow.team == question.team)
    if question.agreement is not None:
        query = query.where(row.agreement == question.agreement)
    yield from _followed(session, query, question.as_of, before)


def retraining_of(
    session: Session, workers: Sequence[WorkerId], day: date, before: datetime | None = None
) -> tuple[Followed, ...]:
    """Return the retraining that was opened for a person, by all their ids, oldest first."""
    row = RetrainingRow
    query = (
        select(row, WorkerRow.name, WorkerRow.team)
        .join(WorkerRow, WorkerRow.id == row.worker_id)
        .where(_own(workers), row.opened_at < (before or EVER), row.opened_on <= day)
        .order_by(row.opened_on, row.entry)
    )
    return tuple(_followed(session, query, day, before or EVER))


def _own(workers: Sequence[WorkerId]) -> ColumnElement[bool]:
    """Return the condition that a retraining is a person's, under whatever id it was opened."""
    merged = select(WorkerRow.id).where(WorkerRow.merged_into.in_(workers))
    return or_(RetrainingRow.worker_id.in_(workers), RetrainingRow.worker_id.in_(merged))


def _followed(
    session: Session, query: Select[RetrainingRow, str, str], day: date, before: datetime
) -> Iterator[Followed]:
    rows = session.execute(query).all()
    if not rows:
        return
    titles = _titles(session)
    merged = merges(session, before)
    gone = _withdrawn(session, before)
    for row, name, team in rows:
        told = retraining_in(row)
        done_on = _done_on(session, told, merged, before)
        done_on = done_on if done_on is not None and done_on <= day else None
        title = titles.get(told.course, told.course)
        state = how_far(told.due_on, done_on, day)
        state = Retrained.WITHDRAWN if told.id in gone else state
        yield Followed(told, name, team, title, done_on, state)


def _done_on(
    session: Session, told: Retraining, merged: dict[WorkerId, WorkerId], before: datetime
) -> date | None:
    row = CompletionRow
    root = root_of(merged, told.worker)
    ids = {told.worker, root, *(one for one in merged if root_of(merged, one) == root)}
    query = select(row.completed_on).where(
        row.worker_id.in_(sorted(ids)),
        row.course == told.course,
        row.kind != Kind.REFRESHER.value,
        row.completed_at > told.opened_at,
        row.recorded_at < before,
        _stands(before),
    )
    return session.scalar(query.order_by(row.completed_at).limit(1))


def _withdrawn(session: Session, before: datetime) -> frozenset[UUID]:
    row = WithdrawalRow
    known = select(row.fact_id).where(row.what == "retraining", row.recorded_at < before)
    return frozenset(session.scalars(known))


def _stands(before: datetime) -> ColumnElement[bool]:
    row, gone = CompletionRow, WithdrawalRow
    withdrawn = select(gone.id).where(gone.fact_id == row.id, gone.recorded_at < before)
    return ~withdrawn.exists()


def _titles(session: Session) -> dict[CourseId, str]:
    row = CourseVersionRow
    rows = session.execute(select(row.course, row.title).order_by(row.version))
    return {CourseId(course): title for course, title in rows}


def _rows(session: Session, question: Question) -> Rows:
    for one in followed(session, question):
        told = one.retraining
        yield (
            str(told.id),
            told.worker,
            one.worker_name,
            one.team,
            told.course,
            told.incident,
            told.agreement or AgreementId(""),
            told.opened_on,
            told.due_on,
            one.state.value,
            one.done_on,
            told.approved_by,
            told.opened_at.isoformat(),
            told.opened_by,
            told.entry,
        )
