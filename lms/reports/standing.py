"""How does everybody stand on a day, toward every requirement, and why?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import RequirementId, WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.asking import Answer, Column, Question, Rows, by_bytes
from lms.reports.histories import Story, asked_of, stories
from lms.requirements.model import Requirement
from lms.standing.derivation import standing_of
from lms.standing.model import Standing, Status
from lms.standing.status import act_by_shown, days_late, status_on
from lms.standing.store import DATES, holding_on, late_on, status_expression
from lms.standing.tables import StandingRow

COLUMNS: Final = (
    Column("as_of", "The day the row is about, in each worker's own time zone."),
    Column("known_at", "Only what was recorded up to this day is used."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name now.", typed=True),
    Column("team", "The worker's team now.", typed=True),
    Column("role", "The worker's role now.", typed=True),
    Column("manager_id", "The worker id of their manager.", typed=True),
    Column("requirement", "The requirement's short name."),
    Column("course", "The course that fulfils it."),
    Column("status", "The one status on that day; its words are told under Status."),
    Column("compliant", "yes, no, or empty when the row is not counted."),
    Column("act_by", "The last day to do what is asked, that day included."),
    Column("days_late", "Days past act_by; 0 when not late."),
    Column("completed_on", "The day of the completion that counts, in the worker's time zone."),
    Column("course_version", "The version of the course that was read then."),
    Column("valid_through", "The last day on which that completion counts, that day included."),
    Column("longest_interval_days", "The longest time between two completions, in days."),
    Column("certificate", "The number of the certificate of that completion."),
    Column("basis", "law, contract, policy or proposed: what the requirement rests on."),
    Column("citation", "Where the requirement is written.", typed=True),
    Column("why", "One sentence that says why the date is the date."),
)
STATUSES: Final = (
    Column(Status.NOT_REQUIRED, "Nothing is asked on that day. Not counted."),
    Column(Status.EXEMPT, "A waiver covers the day. Not counted."),
    Column(Status.ON_LEAVE, "Away on leave. Not counted."),
    Column(Status.ON_LEAVE_LAPSED, "Away on leave, and the completion has lapsed. Not counted."),
    Column(Status.ASSIGNED, "Never completed, and the first day to act by has not passed."),
    Column(Status.OVERDUE, "Never completed, and the day to act by has passed. Late."),
    Column(Status.EXPIRED, "The completion has lapsed, and the day to act by has passed. Late."),
    Column(Status.EXPIRED_EXTENDED, "The completion has lapsed; an extension is running."),
    Column(Status.STALE, "Completed on an older text, to be refreshed by the day to act by."),
    Column(Status.STALE_OVERDUE, "Not refreshed by the day to act by. Late."),
    Column(Status.RENEW_OPEN, "Completed and valid; renewing now keeps the anniversary."),
    Column(Status.CURRENT, "Completed and valid."),
)
LATE: Final = frozenset(status for status in Status if status.late)


def standing(session: Session, question: Question) -> Answer:
    """List every worker and requirement on a day, in order of worker and requirement.

    Today and later days compare the derived dates; an earlier day, or one as it was known
    earlier, is told from the events. A later day assumes that nothing happens until then.
    """
    return Answer(COLUMNS, _rows(session, question, late_only=False))


def overdue(session: Session, question: Question) -> Answer:
    """List who is late on a day, most days late first."""
    return Answer(COLUMNS, _most_days_late_first(session, question))


def asked(question: Question) -> ColumnElement[bool]:
    """Return the condition that keeps derived rows to whom and what is asked about."""
    row = StandingRow
    condition = within(question.scope, row.worker_id) & holding_on(question.as_of)
    if question.team is not None:
        condition = condition & (row.team == question.team)
    if question.requirement is not None:
        condition = condition & (row.requirement == question.requirement)
    return condition


def statuses_count(session: Session, question: Question) -> dict[Status, int]:
    """Count the rows that `standing` would list, by status; only for today and later days."""
    status = status_expression(question.as_of).label("status")
    query = select(status, func.count()).where(asked(question)).group_by(status)
    return {Status(name): number for name, number in session.execute(query)}


def _most_days_late_first(session: Session, question: Question) -> Rows:
    at = [column.name for column in COLUMNS].index
    late, worker, requirement = at("days_late"), at("worker_id"), at("requirement")
    rows = _rows(session, question, late_only=True)
    yield from sorted(rows, key=lambda row: (-row[late], row[worker], row[requirement]))


class _Line(NamedTuple):
    """One worker and requirement: who, what, the dates, and the certificate they rest on."""

    worker_id: str
    name: str
    team: str
    role: str
    manager_id: str | None
    requirement: str
    certificate: str
    dates: Standing


def _rows(session: Session, question: Question, *, late_only: bool) -> Rows:
    asked_then = asked_of(session, question.known_before)
    if question.looks_back:
        lines = _from_events(session, question)
    else:
        lines = _from_dates(session, question, late_only=late_only)
    requirements = {name: one.on(question.as_of) for name, one in asked_then.items()}
    for line in lines:
        status = status_on(line.dates, question.as_of)
        if status in LATE or not late_only:
            yield _row(question, line, status, requirements[RequirementId(line.requirement)])


def _from_dates(session: Session, question: Question, *, late_only: bool) -> Iterator[_Line]:
    query = (
        select(
            WorkerRow.id,
            WorkerRow.name,
            WorkerRow.team,
            WorkerRow.role,
            WorkerRow.manager_id,
            StandingRow.requirement,
            StandingRow.certificate,
            *(getattr(StandingRow, name) for name in DATES),
        )
        .join(StandingRow, StandingRow.worker_id == WorkerRow.id)
        .where(asked(question))
        .order_by(by_bytes(session, WorkerRow.id), by_bytes(session, StandingRow.requirement))
    )
    if late_only:
        query = query.where(late_on(question.as_of))
    fixed = len(_Line._fields) - 1
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            dates = Standing(**dict(zip(DATES, row[fixed:], strict=True)))
            yield _Line._make((*row[:fixed], dates))


def _from_events(session: Session, question: Question) -> Iterator[_Line]:
    order = by_bytes(session, WorkerRow.id)
    ids = select(WorkerRow.id).where(within(question.scope, WorkerRow.id)).order_by(order)
    if question.team is not None:
        ids = ids.where(WorkerRow.team == question.team)
    for story in stories(
        session, map(WorkerId, session.scalars(ids).all()), question.known_before
    ):
        if question.requirement in {None, story.requirement.id}:
            yield from _as_it_was(story, question.as_of)


def _as_it_was(story: Story, day: date) -> Iterator[_Line]:
    if all(duty.from_on > day for duty in story.history.duties):
        return
    worker = story.worker
    dates = standing_of(story.terms, story.history, day)
    number = story.certificates.get(dates.completed_on, "") if dates.completed_on else ""
    who = (worker.id, worker.name, worker.team, worker.role, worker.manager)
    yield _Line(*who, story.requirement.id, number, dates)


def _row(
    question: Question, line: _Line, status: Status, requirement: Requirement
) -> tuple[Any, ...]:
    dates = line.dates
    compliant = {True: "yes", False: "no", None: ""}[status.compliant]
    return (
        question.as_of,
        question.known_at or question.today,
        line.worker_id,
        line.name,
        line.team,
        line.role,
        line.manager_id or "",
        line.requirement,
        requirement.course,
        status.value,
        compliant,
        act_by_shown(dates, question.as_of),
        days_late(dates, question.as_of),
        dates.completed_on,
        dates.course_version,
        dates.valid_through,
        dates.longest_interval_days,
        line.certificate,
        requirement.basis.value,
        requirement.citation,
        dates.why,
    )
