"""What was ever recorded of one person, newest first, corrections beside what they correct?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.evidence.tables import WithdrawalRow
from lms.incidents.tables import RetrainingRow
from lms.kernel.ids import WorkerId
from lms.people.tables import MergeRow
from lms.quizzes.tables import AttemptRow, GradeRow
from lms.reports.known import EVER
from lms.reports.officer.names import names_of
from lms.standing.records import ExceptionKind
from lms.standing.tables import CompletionRow, ExceptionRow


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One thing that was recorded: what, of which days, by whom, why, and what became of it.

    `what` is completion, attempt, leave, extension, waiver, merge, retraining or withdrawal;
    `about` is a course or a requirement. `fact` names what a withdrawal withdraws, or a
    completion corrects.
    """

    id: UUID
    what: str
    at: datetime
    order: int
    worker_id: str
    by: str = ""
    about: str = ""
    on: date | None = None
    until: date | None = None
    kind: str = ""
    version: int | None = None
    score: int | None = None
    certificate: str = ""
    document: str = ""
    approved_by: str = ""
    reason: str = ""
    fact: UUID | None = None
    replaced: bool = False
    withdrawn: "Recorded | None" = None


def recorded(
    session: Session, ids: Sequence[WorkerId], before: datetime | None = None
) -> tuple[Recorded, ...]:
    """Return everything recorded of a person under all their ids, newest first.

    With an instant, only what was recorded before it.
    """
    until = before or EVER
    gone = {one.fact: one for one in _withdrawals(session, ids, until)}
    facts = [
        *_completions(session, ids, until),
        *_failures(session, ids, until),
        *_exceptions(session, ids, until, gone),
        *_merges(session, ids, until),
        *_retrainings(session, ids, until),
    ]
    told = [*(replace(one, withdrawn=gone.get(one.id)) for one in facts), *gone.values()]
    told.sort(key=lambda one: (one.at, one.order, one.id), reverse=True)
    return tuple(_named(session, told))


def _completions(session: Session, ids: Sequence[WorkerId], until: datetime) -> Iterator[Recorded]:
    row = CompletionRow
    query = select(row).where(row.worker_id.in_(ids), row.recorded_at < until)
    for one in session.scalars(query):
        yield Recorded(
            id=one.id,
            what="completion",
            at=one.recorded_at,
            order=one.entry,
            worker_id=one.worker_id,
            by=one.recorded_by,
            about=one.course_title,
            on=one.completed_on,
            until=one.valid_through,
            kind=one.kind,
            version=one.course_version,
            score=one.score_percent,
            certificate=one.certificate,
            document=one.document,
            approved_by=one.approved_by or "",
            fact=one.corrects,
        )


def _failures(session: Session, ids: Sequence[WorkerId], until: datetime) -> Iterator[Recorded]:
    row, grade = AttemptRow, GradeRow
    query = (
        select(row.id, row.worker_id, row.course, row.version, row.number, grade.graded_at)
        .add_columns(grade.score_percent, grade.pass_mark)
        .join(grade, grade.attempt_id == row.id)
        .where(row.worker_id.in_(ids), grade.outcome == "failed", grade.graded_at < until)
    )
    for one in session.execute(query):
        yield Recorded(
            id=one.id,
            what="attempt",
            at=one.graded_at,
            order=0,
            worker_id=one.worker_id,
            about=one.course,
            version=one.version,
            score=one.score_percent,
            reason=f"{one.pass_mark} % were needed",
        )


def _exceptions(
    session: Session, ids: Sequence[WorkerId], until: datetime, gone: dict[UUID | None, Recorded]
) -> Iterator[Recorded]:
    row = ExceptionRow
    query = select(row).where(row.worker_id.in_(ids), row.recorded_at < until)
    rows = session.scalars(query.order_by(row.entry)).all()
    newest = {_key(one): one.id for one in rows if one.id not in gone}
    for one in rows:
        yield Recorded(
            id=one.id,
            what=one.kind,
            at=one.recorded_at,
            order=one.entry,
            worker_id=one.worker_id,
            by=one.recorded_by,
            about=one.requirement,
            on=one.from_on,
            until=one.to_on,
            document=one.document,
            approved_by=one.approved_by,
            reason=one.reason,
            replaced=one.id not in gone and newest.get(_key(one)) != one.id,
        )


def _key(row: ExceptionRow) -> tuple[object, ...]:
    if row.kind == ExceptionKind.LEAVE:
        return (row.kind, row.worker_id, row.from_on)
    return (row.kind, row.worker_id, row.requirement, row.decided_on)


def _merges(session: Session, ids: Sequence[WorkerId], until: datetime) -> Iterator[Recorded]:
    row = MergeRow
    own = or_(row.duplicate.in_(ids), row.survivor.in_(ids))
    for one in session.scalars(select(row).where(own, row.recorded_at < until)):
        yield Recorded(
            id=one.id,
            what="merge",
            at=one.recorded_at,
            order=one.entry,
            worker_id=one.survivor,
            about=one.duplicate,
            by=one.recorded_by,
            approved_by=one.approved_by,
            reason=one.reason,
        )


def _retrainings(session: Session, ids: Sequence[WorkerId], until: datetime) -> Iterator[Recorded]:
    row = RetrainingRow
    for one in session.scalars(select(row).where(row.worker_id.in_(ids), row.opened_at < until)):
        yield Recorded(
            id=one.id,
            what="retraining",
            at=one.opened_at,
            order=one.entry,
            worker_id=one.worker_id,
            about=one.course,
            by=one.opened_by,
            until=one.due_on,
            approved_by=one.approved_by,
            reason=f"after incident {one.incident}",
        )


def _withdrawals(session: Session, ids: Sequence[WorkerId], until: datetime) -> Iterator[Recorded]:
    """Yield what was withdrawn of these ids, and of merges that they were part of."""
    row, merge = WithdrawalRow, MergeRow
    parted = select(merge.id).where(merge.duplicate.in_(ids))
    own = or_(row.worker_id.in_(ids), row.fact_id.in_(parted))
    for one in session.scalars(select(row).where(own, row.recorded_at < until)):
        yield Recorded(
            id=one.id,
            what="withdrawal",
            at=one.recorded_at,
            order=one.entry,
            worker_id=one.worker_id,
            by=one.recorded_by,
            kind=one.what,
            document=one.document,
            approved_by=one.approved_by,
            reason=one.reason,
            fact=one.fact_id,
        )


def _named(session: Session, told: list[Recorded]) -> Iterator[Recorded]:
    names = names_of(session, _people(told))
    for one in told:
        shown = replace(
            one, by=names.get(one.by, one.by), approved_by=names.get(one.approved_by, "")
        )
        gone = shown.withdrawn
        if gone is not None:
            told_by = names.get(gone.by, gone.by)
            shown = replace(shown, withdrawn=replace(gone, by=told_by))
        yield shown


def _people(told: Iterable[Recorded]) -> set[str]:
    return {name for one in told for name in (one.by, one.approved_by) if name}
