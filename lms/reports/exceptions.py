"""Which leaves, extensions and waivers were decided, by whom, why, and what happened after?"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from lms.evidence.tables import WithdrawalRow
from lms.kernel.batches import batches
from lms.kernel.ids import RequirementId, WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.agreement.scope import in_order, reaches_by, requirements_concerned
from lms.reports.asking import Answer, Column, Question, Rows, by_bytes
from lms.reports.histories import Story, stories
from lms.reports.known import EVER
from lms.standing.derivation import standing_of
from lms.standing.explanation import in_words
from lms.standing.records import ExceptionKind
from lms.standing.status import status_on
from lms.standing.tables import ExceptionRow

ROWS_AT_ONCE: Final = 500
COLUMNS: Final = (
    Column("exception_id", "The exception's own id."),
    Column("kind", "leave, extension (a later day to act by) or waiver (nothing asked)."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name now.", typed=True),
    Column("team", "The worker's team now.", typed=True),
    Column("requirement", "The requirement it is about; empty for a leave, which is for all."),
    Column("decided_on", "The day it was decided."),
    Column("from_on", "Its first day."),
    Column("to_on", "Its last day, that day included; empty for a leave without a known end."),
    Column("approved_by", "Who approved it: another person than the worker.", typed=True),
    Column("reason", "Why, in the words of whoever decided.", typed=True),
    Column("document", "The document that shows it, if any.", typed=True),
    Column("recorded_at", "When it was recorded (instant, UTC)."),
    Column("recorded_by", "Which account recorded it.", typed=True),
    Column("source", "import or officer."),
    Column("state", "in force, replaced by a later record of the same, or withdrawn."),
    Column("withdrawn_because", "Why it was withdrawn, if it was.", typed=True),
    Column("what_happened", "What came after it, as of the day asked about."),
)


def exceptions(session: Session, question: Question) -> Answer:
    """List every exception decided up to a day, in order of worker, first day and record."""
    return Answer(COLUMNS, _rows(session, question))


def exceptions_count(session: Session, question: Question) -> int:
    """Count the rows that `exceptions` would list."""
    counted = select(func.count()).select_from(_asked(session, question).subquery())
    return session.scalar(counted) or 0


def _rows(session: Session, question: Question) -> Rows:
    row = ExceptionRow
    order = (by_bytes(session, row.worker_id), row.from_on, row.entry, by_bytes(session, row.id))
    own = requirements_concerned(session, question)
    query = _asked(session, question).order_by(*order)
    for piece in batches(session.execute(query).all(), ROWS_AT_ONCE):
        workers = list(dict.fromkeys(WorkerId(one.worker_id) for one in piece))
        told = {
            (story.worker.id, story.requirement.id): story
            for story in stories(session, workers, question.known_before, question.judged_by)
            if story.requirement.id in own
        }
        newest = _newest(piece)
        for one in piece:
            yield _row(question, one, told, replaced=newest[_key(one)] != one.entry)


def _asked(session: Session, question: Question) -> Select[*tuple[Any, ...]]:
    row, gone = ExceptionRow, WithdrawalRow
    before = question.known_before or EVER
    withdrawn = and_(gone.fact_id == row.id, gone.recorded_at < before)
    query = (
        select(
            *row.__table__.columns,
            WorkerRow.name.label("worker_name"),
            WorkerRow.team,
            gone.reason.label("withdrawn_because"),
            gone.id.label("withdrawal"),
        )
        .join(WorkerRow, WorkerRow.id == row.worker_id)
        .outerjoin(gone, withdrawn)
        .where(
            within(question.scope, row.worker_id),
            row.decided_on <= question.as_of,
            row.recorded_at < before,
        )
    )
    if question.team is not None:
        query = query.where(WorkerRow.team == question.team)
    if question.requirement is not None:
        query = query.where(row.requirement.in_(["", question.requirement]))
    if question.agreement is not None:
        own = in_order(requirements_concerned(session, question))
        reached = reaches_by(question, row.worker_id)
        query = query.where(reached, row.requirement.in_(["", *own]))
    return query


def _key(row: Row[*tuple[Any, ...]]) -> tuple[object, ...]:
    if row.kind == ExceptionKind.LEAVE:
        return (row.kind, row.worker_id, row.from_on)
    return (row.kind, row.worker_id, row.requirement, row.decided_on)


def _newest(rows: tuple[Row[*tuple[Any, ...]], ...]) -> dict[tuple[object, ...], int]:
    newest: dict[tuple[object, ...], int] = {}
    for row in rows:
        if row.withdrawal is None:
            newest[_key(row)] = max(row.entry, newest.get(_key(row), 0))
        newest.setdefault(_key(row), row.entry)
    return newest


def _row(
    question: Question,
    row: Row[*tuple[Any, ...]],
    told: Mapping[tuple[WorkerId, RequirementId], Story],
    *,
    replaced: bool,
) -> tuple[Any, ...]:
    state = "withdrawn" if row.withdrawal else "replaced" if replaced else "in force"
    own = [
        story
        for (worker, requirement), story in told.items()
        if worker == row.worker_id and row.requirement in {"", requirement}
    ]
    after = "" if state != "in force" else "; ".join(_happened(own, row, question.as_of))
    return (
        str(row.id),
        *(_plain(getattr(row, column.name)) for column in COLUMNS[1:-3]),
        state,
        row.withdrawn_because or "",
        after,
    )


def _plain(cell: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Write an instant as it goes out in every form."""
    return cell.isoformat() if isinstance(cell, datetime) else cell


def _happened(own: list[Story], row: Row[*tuple[Any, ...]], day: date) -> Iterator[str]:
    """Say of each requirement what came after: a completion, or how the worker stands."""
    for story in own:
        name = f"{story.requirement.id}: " if row.kind == ExceptionKind.LEAVE else ""
        done = (
            one.completed_on
            for one in story.history.completions
            if row.from_on <= one.completed_on <= day
        )
        first = min(done, default=None)
        if first is not None:
            yield f"{name}completed {in_words(first)}{_against(row.to_on, first)}"
        elif row.to_on is None or day <= row.to_on:
            yield f"{name}still running"
        else:
            status = status_on(standing_of(story.terms, story.history, day), day)
            yield f"{name}not completed; {status.value.replace('_', ' ')} on {in_words(day)}"


def _against(to_on: date | None, done_on: date) -> str:
    if to_on is None or done_on <= to_on:
        return ", before it ended"
    days = (done_on - to_on) // timedelta(days=1)
    return f", {days} {'day' if days == 1 else 'days'} after it ended"
