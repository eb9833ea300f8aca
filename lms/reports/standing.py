"""How does everybody stand on a day, toward every requirement, and why?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRecordRow, WorkerRow
from lms.reports.agreement.scope import concerned_on, reaches_on
from lms.reports.asking import Answer, Column, Question, Rows, by_bytes
from lms.reports.histories import Story, asked_of, stories
from lms.reports.listed.asked import asked
from lms.requirements.model import Requirement
from lms.standing.derivation import standing_of
from lms.standing.model import Status
from lms.standing.status import limit_of, status_on
from lms.standing.store import late_on, status_expression
from lms.standing.tables import StandingRow

COLUMNS: Final = (
    Column("as_of", "The day the row is about, in each worker's own time zone."),
    Column("known_at", "Only what was recorded up to this day is used."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name on that day.", typed=True),
    Column("team", "The worker's team on that day.", typed=True),
    Column("role", "The worker's role on that day.", typed=True),
    Column("manager_id", "The worker id of their manager on that day.", typed=True),
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


def statuses_count(session: Session, question: Question) -> dict[Status, int]:
    """Count the rows that `standing` would list, by status; only for today and later days."""
    status = status_expression(question.as_of).label("status")
    query = select(status, func.count()).where(asked(session, question)).group_by(status)
    return {Status(name): number for name, number in session.execute(query)}


def _most_days_late_first(session: Session, question: Question) -> Rows:
    at = [column.name for column in COLUMNS].index
    late, worker, requirement = at("days_late"), at("worker_id"), at("requirement")
    rows = _rows(session, question, late_only=True)
    yield from sorted(rows, key=lambda row: (-row[late], row[worker], row[requirement]))


class _Line(NamedTuple):
    """One worker and requirement: who, what, how they stand, and what that rests on."""

    worker_id: str
    name: str
    team: str
    role: str
    manager_id: str | None
    requirement: str
    status: str
    act_by: date | None
    stale_act_by: date | None
    completed_on: date | None
    course_version: int | None
    valid_through: date | None
    longest_interval_days: int | None
    certificate: str
    why: str


_DATES_OF_LINE: Final = (
    "act_by",
    "stale_act_by",
    "completed_on",
    "course_version",
    "valid_through",
    "longest_interval_days",
)
_COMPLIANT: Final = {
    status.value: {True: "yes", False: "no", None: ""}[status.compliant] for status in Status
}
_LATE: Final = frozenset(status.value for status in LATE)


def _rows(session: Session, question: Question, *, late_only: bool) -> Rows:
    asked_then = asked_of(session, question.known_before)
    requirements: dict[str, Requirement] = {
        name: one.on(question.as_of) for name, one in asked_then.items()
    }
    if question.looks_back:
        concerned = concerned_on(asked_then, question)
        told = _from_events(session, question)
        lines: Iterator[_Line] = (line for line in told if line.requirement in concerned)
    else:
        lines = _from_dates(session, question, late_only=late_only)
    known_at = question.known_at or question.today
    for line in lines:
        if line.status in _LATE or not late_only:
            yield _row((question.as_of, known_at), line, requirements[line.requirement])


def _from_dates(session: Session, question: Question, *, late_only: bool) -> Iterator[_Line]:
    query = (
        select(
            WorkerRow.id,
            WorkerRow.name,
            WorkerRow.team,
            WorkerRow.role,
            WorkerRow.manager_id,
            StandingRow.requirement,
            status_expression(question.as_of),
            *(getattr(StandingRow, name) for name in _DATES_OF_LINE),
            StandingRow.certificate,
            StandingRow.why,
        )
        .join(StandingRow, StandingRow.worker_id == WorkerRow.id)
        .where(asked(session, question))
        .order_by(by_bytes(session, WorkerRow.id), by_bytes(session, StandingRow.requirement))
    )
    if late_only:
        query = query.where(late_on(question.as_of))
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        yield from map(_Line._make, rows)


def _from_events(session: Session, question: Question) -> Iterator[_Line]:
    order = by_bytes(session, WorkerRow.id)
    ids = select(WorkerRow.id).where(within(question.scope, WorkerRow.id)).order_by(order)
    ids = ids.where(reaches_on(question, WorkerRow.id))
    if question.team is not None:
        ever = select(WorkerRecordRow.worker_id).where(WorkerRecordRow.team == question.team)
        ids = ids.where(WorkerRow.id.in_(ever))
    for story in stories(
        session,
        map(WorkerId, session.scalars(ids).all()),
        question.known_before,
        question.judged_by,
    ):
        if question.requirement in {None, story.requirement.id}:
            for line in _as_it_was(story, question.as_of):
                if question.team in {None, line.team}:
                    yield line


def _as_it_was(story: Story, day: date) -> Iterator[_Line]:
    if all(duty.from_on > day for duty in story.history.duties):
        return
    worker = story.worker_on(day)
    dates = standing_of(story.terms, story.history, day)
    number = story.certificates.get(dates.completed_on, "") if dates.completed_on else ""
    yield _Line(
        worker.id,
        worker.name,
        worker.team,
        worker.role,
        worker.manager,
        story.requirement.id,
        status_on(dates, day).value,
        dates.act_by,
        dates.stale_act_by,
        dates.completed_on,
        dates.course_version,
        dates.valid_through,
        dates.longest_interval_days,
        number,
        dates.why,
    )


def _row(days: tuple[date, date], line: _Line, requirement: Requirement) -> tuple[Any, ...]:
    """Put a line into the order of the columns; half a million of them are written at a time."""
    status = line.status
    act_by = limit_of(Status(status), line.act_by, line.stale_act_by, line.valid_through)
    late = (days[0] - act_by).days if act_by is not None and status in _LATE else 0
    return (
        *days,
        *line[:4],
        line.manager_id or "",
        line.requirement,
        requirement.course,
        status,
        _COMPLIANT[status],
        act_by,
        late,
        line.completed_on,
        line.course_version,
        line.valid_through,
        line.longest_interval_days,
        line.certificate,
        requirement.basis.value,
        requirement.citation,
        line.why,
    )
