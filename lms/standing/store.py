"""Completions, exceptions and the derived rows of dates, in and out of the database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.kernel.batches import batches
from lms.kernel.errors import NotFound
from lms.kernel.ids import CompletionId, CourseId, RequirementId, WorkerId
from lms.kernel.rows.upserting import put_many, upsert
from lms.standing.model import Standing, Status
from lms.standing.records import (
    CompletionRecord,
    ExceptionKind,
    ExceptionRecord,
    Kind,
    Source,
)
from lms.standing.tables import CompletionRow, ExceptionRow, StandingRow

Told = TypeVar("Told", str, bool)

IDS_AT_ONCE = 1000
# Made once: to put a statement together takes longer than to run it.
_completion = CompletionRow.__table__.c
_SITTINGS = (
    select(_completion.course, _completion.kind, func.count())
    .where(_completion.worker_id == bindparam("worker"))
    .group_by(_completion.course, _completion.kind)
)
_RECORDED = select(
    _completion.worker_id,
    _completion.course,
    _completion.course_version,
    _completion.completed_at,
    _completion.completed_on,
    _completion.score_percent,
    _completion.document,
    _completion.approved_by,
    _completion.recorded_at,
).where(_completion.worker_id.in_(bindparam("workers", expanding=True)))
DATES = tuple(field.name for field in fields(Standing))


def status_expression(day: date | ColumnElement[date]) -> ColumnElement[str]:
    """Return the status of a derived row on a day."""
    return _decided(day, lambda status: literal(status.value))


def status_in(statuses: Iterable[Status], day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that the status of a derived row on a day is one of some.

    It compares no words, of which PostgreSQL would think that hardly any row has them.
    """
    some = frozenset(statuses)
    return _decided(day, lambda status: true() if status in some else false())


def _decided(
    day: date | ColumnElement[date], told: Callable[[Status], ColumnElement[Told]]
) -> ColumnElement[Told]:
    """Decide the status of a derived row on a day: the one place where SQL does.

    It says what `status.status_on` says, comparison by comparison; a property test holds the
    two together.
    """
    row = StandingRow
    lapsed = row.valid_through.is_not(None) & (row.valid_through < day)
    past_due = row.due_on.is_not(None) & (row.due_on < day)
    past_act_by = row.act_by.is_not(None) & (row.act_by < day)
    lapsed_or_due = or_(lapsed, row.valid_through.is_(None) & past_due)
    ended = row.required_until.is_not(None) & (row.required_until <= day)
    not_asked = or_(row.required_from.is_(None), row.required_from > day, ended)
    return case(
        (not_asked, told(Status.NOT_REQUIRED)),
        (_spans(row.exempt_from, row.exempt_until, day, last_counts=True), told(Status.EXEMPT)),
        (
            _spans(row.leave_from, row.leave_back, day, last_counts=False),
            case((lapsed_or_due, told(Status.ON_LEAVE_LAPSED)), else_=told(Status.ON_LEAVE)),
        ),
        (
            row.valid_through.is_(None),
            case((past_act_by, told(Status.OVERDUE)), else_=told(Status.ASSIGNED)),
        ),
        (lapsed, case((past_act_by, told(Status.EXPIRED)), else_=told(Status.EXPIRED_EXTENDED))),
        (
            row.stale_from.is_not(None) & (row.stale_from <= day),
            case((row.stale_act_by < day, told(Status.STALE_OVERDUE)), else_=told(Status.STALE)),
        ),
        (row.window_opens_on <= day, told(Status.RENEW_OPEN)),
        else_=told(Status.CURRENT),
    )


def late_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a derived row is late on a day, so written that indexes serve."""
    return or_(*(condition for _, condition in late_ways(day)))


def late_ways(
    day: date | ColumnElement[date],
) -> tuple[tuple[InstrumentedAttribute[date | None], ColumnElement[bool]], ...]:
    """Return the ways to be late on a day: which date has passed, and the condition.

    No row is late in two ways. An index serves each: that of the dates of duties without an
    end, or that of the ends, so that those who left are not looked at.
    """
    row = StandingRow
    by_date = and_(row.act_by < day, status_in((Status.OVERDUE, Status.EXPIRED), day))
    by_text = and_(row.stale_act_by < day, status_in((Status.STALE_OVERDUE,), day))
    return tuple(
        (limit, and_(asked, holding_on(day), condition))
        for limit, condition in ((row.act_by, by_date), (row.stale_act_by, by_text))
        for asked in asked_on(day)
    )


def asked_on(day: date | ColumnElement[date]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the two ways in which a duty goes on after a day: without an end, and to a later."""
    return StandingRow.required_until.is_(None), StandingRow.required_until > day


def completion_row(record: CompletionRecord) -> CompletionRow:
    """Return the row that keeps a completion."""
    return CompletionRow(**completion_columns(record))


def add_completion(session: Session, record: CompletionRecord) -> None:
    """Keep a completion for ever."""
    session.add(completion_row(record))
    session.flush()


def completion_columns(record: CompletionRecord) -> dict[str, Any]:
    """Return the columns in which a completion is kept."""
    return {
        **vars(record),
        "requirement": record.requirement or "",
        "certificate": record.certificate or "",
        "reason": record.reason.value,
        "kind": record.kind.value,
        "rules": " ".join(record.rules),
        "agreements": " ".join(record.agreements),
        "source": record.source.value,
    }


def exception_row(record: ExceptionRecord) -> ExceptionRow:
    """Return the row that keeps a leave, an extension or a waiver."""
    return ExceptionRow(**exception_columns(record))


def exception_columns(record: ExceptionRecord) -> dict[str, Any]:
    """Return the columns in which a leave, an extension or a waiver is kept."""
    return {
        **vars(record),
        "kind": record.kind.value,
        "requirement": record.requirement or "",
        "source": record.source.value,
    }


def exceptions_of(
    session: Session, workers: Sequence[WorkerId]
) -> dict[tuple[str, ...], tuple[object, ...]]:
    """Return the terms last decided of each leave, extension and waiver, by its key.

    Those that were withdrawn since are among them: who brings them in again says nothing new.
    """
    row = ExceptionRow
    query = select(row).where(row.worker_id.in_(workers)).order_by(row.entry)
    known = map(_exception, session.scalars(query.execution_options(yield_per=IDS_AT_ONCE)))
    return {record.key: record.terms for record in known}


def exceptions_count(session: Session, kinds: Sequence[ExceptionKind]) -> int:
    """Count leaves, extensions or waivers, each once however often it was decided anew."""
    row = ExceptionRow
    day = case((row.kind == ExceptionKind.LEAVE.value, row.from_on), else_=row.decided_on)
    chosen = select(row.kind, row.worker_id, row.requirement, day).where(row.kind.in_(kinds))
    return session.scalar(select(func.count()).select_from(chosen.distinct().subquery())) or 0


def completions_of(session: Session, workers: Sequence[WorkerId]) -> Iterator[Row[Any]]:
    """Yield what is recorded of the completions of some workers, to tell whether one is known."""
    return iter(session.execute(_RECORDED, {"workers": list(workers)}))


def anything_completed(session: Session) -> bool:
    """Say whether any completion was ever recorded."""
    return session.scalar(select(CompletionRow.id).limit(1)) is not None


def exception_of(session: Session, id: UUID) -> ExceptionRecord:  # noqa: A002 - it is an id
    """Return a leave, an extension or a waiver; raise `NotFound` if there is none of this id."""
    row = session.get(ExceptionRow, id)
    if row is None:
        raise NotFound("There is no such record.")
    return _exception(row)


def _exception(row: ExceptionRow) -> ExceptionRecord:
    columns = {field.name: getattr(row, field.name) for field in fields(ExceptionRecord)}
    return ExceptionRecord(
        **{
            **columns,
            "kind": ExceptionKind(row.kind),
            "requirement": RequirementId(row.requirement) if row.requirement else None,
            "source": Source(row.source),
        }
    )


def holder_of(session: Session, completion: UUID) -> WorkerId:
    """Return whose completion it is; raise `NotFound` if there is none of this id."""
    worker = session.scalar(select(CompletionRow.worker_id).where(CompletionRow.id == completion))
    if worker is None:
        raise NotFound("There is no such record.")
    return WorkerId(worker)


def sittings_of(session: Session, worker: WorkerId, course: CourseId) -> int:
    """Return how often a worker has passed the whole course here: the sitting that is open.

    Refreshers and training done elsewhere end no sitting: what was read for it stays read.
    Neither does a withdrawal open one again, for its attempts are on record.
    """
    return sittings_by_course(session, worker).get(course, 0)


def sittings_by_course(
    session: Session, worker: WorkerId, kind: Kind = Kind.FULL
) -> dict[CourseId, int]:
    """Return how often a worker has passed courses, or refreshers of them, by course."""
    rows = session.execute(_SITTINGS, {"worker": worker})
    return {CourseId(course): number for course, of_kind, number in rows if of_kind == kind.value}


def refreshers_of(session: Session, worker: WorkerId) -> frozenset[CompletionId]:
    """Return which of a worker's completions are refreshers."""
    of_kind = _completion.kind == Kind.REFRESHER.value
    ids = session.scalars(select(_completion.id).where(_completion.worker_id == worker, of_kind))
    return frozenset(map(CompletionId, ids))


def holding_on(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a derived row is the one that holds on a day."""
    row = StandingRow
    return and_(row.from_on <= day, or_(row.until_on.is_(None), row.until_on > day))


def dates_of(row: StandingRow) -> Standing:
    """Return the dates of a derived row as the rules know them."""
    return Standing(**{name: getattr(row, name) for name in DATES})


def write_standings(
    session: Session, workers: Sequence[WorkerId], rows: Sequence[dict[str, Any]]
) -> None:
    """Replace everything derived of these workers."""
    for piece in batches(workers, IDS_AT_ONCE):
        session.execute(delete(StandingRow).where(StandingRow.worker_id.in_(piece)))
    put = put_many if len(rows) > IDS_AT_ONCE else upsert
    put(session, StandingRow, rows)


def _spans(
    first: Any,  # noqa: ANN401 - a mapped column of optional dates
    end: Any,  # noqa: ANN401 - a mapped column of optional dates
    day: date | ColumnElement[date],
    *,
    last_counts: bool,
) -> ColumnElement[bool]:
    closed = end < day if last_counts else end <= day
    return and_(first.is_not(None), first <= day, or_(end.is_(None), ~closed))
