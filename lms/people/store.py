"""Workers, in and out of the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    delete,
    false,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.kernel.access import Reach, Scope
from lms.kernel.batches import batches
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId
from lms.kernel.rows.upserting import upsert, upsert_from
from lms.people.model import Worker, WorkerRecord
from lms.people.tables import MergeRow, WorkerRecordRow, WorkerRow

IDS_AT_ONCE = 1000
_EVER = datetime(9999, 1, 1, tzinfo=UTC)

# Made once: to put a statement together takes longer than to run it.
_record_columns = WorkerRecordRow.__table__.c
_RECORDED = (
    select(
        _record_columns.worker_id,
        _record_columns.name,
        _record_columns.email,
        _record_columns.team,
        _record_columns.role,
        _record_columns.manager_id,
        _record_columns.employer,
        _record_columns.hired_on,
        _record_columns.ended_on,
        _record_columns.time_zone,
        _record_columns.language,
        _record_columns.recorded_at,
        _record_columns.recorded_on,
    )
    .where(
        _record_columns.worker_id.in_(bindparam("workers", expanding=True)),
        _record_columns.recorded_at < bindparam("before"),
    )
    .order_by(_record_columns.worker_id, _record_columns.number)
)

_now = WorkerRow.__table__.c
_NOW = select(*_now).where(_now.id.in_(bindparam("workers", expanding=True)))
_DESCRIBING = tuple(column.name for column in _now if column.name != "merged_into")


def _each_team() -> Select[tuple[str]]:
    """Ask for each team by the one before, so that an index is looked into once for each."""
    named = select(func.min(_now.team).label("team")).where(_now.team > "").cte(recursive=True)
    following = select(func.min(_now.team)).where(_now.team > named.c.team).scalar_subquery()
    teams = named.union_all(select(following).where(named.c.team.is_not(None)))
    return select(teams.c.team).where(teams.c.team.is_not(None))


_TEAMS = _each_team()


def within(scope: Scope, worker_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that keeps a question to the workers a scope reaches.

    A manager reaches everybody below them, however deep, and not themselves; a loop in the
    tree ends where it began. Nobody's scope (no worker) reaches nobody.
    """
    return reached(scope.reach, scope.worker, worker_id)


def reached(
    reach: Reach,
    worker: WorkerId | ColumnElement[str] | None,
    worker_id: InstrumentedAttribute[str],
) -> ColumnElement[bool]:
    """Return the same for whoever looks being a value, or told when the statement is run."""
    if reach is Reach.EVERYONE:
        return true()
    if worker is None:
        return false()
    if reach is Reach.OWN:
        return worker_id == worker
    return worker_id.in_(select(tree_of(worker).c.id)) & (worker_id != worker)


def tree_of(manager: WorkerId | ColumnElement[str]) -> Any:  # noqa: ANN401 - a recursive CTE has no public type
    """Return the recursive query of everybody who reports to a manager, directly or not."""
    direct = select(WorkerRow.id).where(WorkerRow.manager_id == manager)
    below = direct.cte("below", recursive=True)
    return below.union(select(WorkerRow.id).where(WorkerRow.manager_id == below.c.id))


def worker_of(session: Session, worker: WorkerId, *, lock: bool = False) -> Worker:
    """Return a worker; with `lock`, nobody else changes what hangs on them until the work ends."""
    query = select(WorkerRow).where(WorkerRow.id == worker)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound("There is no such worker.")
    return _worker(row)


def all_workers(session: Session) -> dict[WorkerId, Worker]:
    """Return everybody ever brought in, by id."""
    return {WorkerId(row.id): _worker(row) for row in session.scalars(select(WorkerRow))}


def workers_of(session: Session, workers: Sequence[WorkerId]) -> dict[WorkerId, Worker]:
    """Return those of some workers who were ever brought in, by id."""
    rows = session.execute(_NOW, {"workers": list(workers)})
    return {WorkerId(row.id): _described(row, row.id) for row in rows}


def count_of(session: Session) -> int:
    """Count everybody ever brought in."""
    return session.scalar(select(func.count()).select_from(WorkerRow)) or 0


def workers_there(session: Session) -> int:
    """Count the workers whose end nobody knows."""
    query = select(func.count()).select_from(WorkerRow).where(WorkerRow.ended_on.is_(None))
    return session.scalar(query) or 0


def workers_missing_from(session: Session, named: Select[tuple[str]]) -> Iterator[Worker]:
    """Yield the workers whose end nobody knows and whose ids a question does not name."""
    row = WorkerRow.__table__.c
    query = select(*row).where(row.ended_on.is_(None), row.id.not_in(named)).order_by(row.id)
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        for one in rows:
            yield _described(one, one.id)


def managers(session: Session) -> Iterator[tuple[WorkerId, WorkerId | None]]:
    """Yield everybody ever brought in, and to whom they report."""
    query = select(WorkerRow.id, WorkerRow.manager_id)
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        for worker, manager in rows:
            yield WorkerId(worker), WorkerId(manager) if manager else None


def worker_ids(session: Session) -> Iterator[WorkerId]:
    """Yield the ids of everybody ever brought in, in order."""
    return map(
        WorkerId, session.scalars(select(WorkerRow.id).order_by(WorkerRow.id)).yield_per(1000)
    )


@dataclass(frozen=True, kw_only=True)
class Merge:
    """That two worker ids are one person's, and who says so and why."""

    id: UUID
    duplicate: WorkerId
    survivor: WorkerId
    approved_by: str
    reason: str
    recorded_at: datetime
    recorded_by: str


def merge_row(merge: Merge) -> MergeRow:
    """Return the row that keeps that two ids are one person's."""
    return MergeRow(**vars(merge))


def merge_of(session: Session, id: UUID) -> Merge:  # noqa: A002 - it is an id
    """Return a merge; raise `NotFound` if there is none of this id."""
    row = session.get(MergeRow, id)
    if row is None:
        raise NotFound("There is no such record.")
    return Merge(**{field.name: getattr(row, field.name) for field in fields(Merge)})


def mark_merged(session: Session, duplicate: WorkerId, survivor: WorkerId | None) -> None:
    """Show in the derived row whose id it is; None for their own."""
    session.execute(
        update(WorkerRow).where(WorkerRow.id == duplicate).values(merged_into=survivor)
    )


def drop_workers(session: Session, workers: Sequence[WorkerId]) -> None:
    """Take the derived rows of workers away whose records are no more."""
    session.execute(delete(WorkerRow).where(WorkerRow.id.in_(workers)))


def reachable(session: Session, scope: Scope, worker: WorkerId) -> Worker:
    """Return a worker within a scope; raise `NotFound` for any other, as for an unknown one."""
    query = select(WorkerRow).where(WorkerRow.id == worker, within(scope, WorkerRow.id))
    row = session.scalar(query)
    if row is None:
        raise NotFound("There is no such worker.")
    return _worker(row)


def teams_within(session: Session, scope: Scope) -> list[str]:
    """Return the names of the teams a scope reaches, in order."""
    if scope.reach is Reach.EVERYONE:
        return sorted(session.scalars(_TEAMS))
    query = select(WorkerRow.team).where(within(scope, WorkerRow.id), WorkerRow.team != "")
    return sorted(session.scalars(query.distinct()))


def record_workers(
    session: Session, workers: Sequence[Worker], at: datetime, on: date, by: str
) -> None:
    """Record descriptions as they were brought in, and make them the latest."""
    told = [_columns(worker) for worker in workers]
    stamp = {"recorded_at": at, "recorded_on": on, "recorded_by": by}
    last = session.scalar(select(func.max(WorkerRecordRow.number))) or 0
    rows = [
        {**described(worker, stamp), "number": number}
        for number, worker in enumerate(workers, start=last + 1)
    ]
    for piece in batches(rows, IDS_AT_ONCE):
        session.execute(insert(WorkerRecordRow), piece)
    upsert(session, WorkerRow, told)


def described(worker: Worker, recorded: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a description, with when and by whom it was recorded."""
    columns = _columns(worker)
    columns["worker_id"] = columns.pop("id")
    return {**columns, **recorded}


def make_latest(session: Session, descriptions: FromClause) -> None:
    """Let descriptions that were recorded just now be how workers are described."""
    named = {name: name for name in _DESCRIBING} | {"id": "worker_id"}
    upsert_from(session, WorkerRow, descriptions, named)


def records_of(
    session: Session, workers: Iterable[WorkerId], before: datetime | None = None
) -> dict[WorkerId, tuple[WorkerRecord, ...]]:
    """Return everything recorded of the workers, oldest first, by worker.

    With an instant, only what was recorded before it.
    """
    found: dict[WorkerId, tuple[WorkerRecord, ...]] = {}
    for piece in batches(workers, IDS_AT_ONCE):
        rows = session.execute(_RECORDED, {"workers": list(piece), "before": before or _EVER})
        for worker_id, group in groupby(rows, key=lambda row: row.worker_id):
            found[WorkerId(worker_id)] = tuple(map(_record, group))
    return found


def _record(row: Any) -> WorkerRecord:  # noqa: ANN401 - a row of the statement above
    return WorkerRecord(_described(row, row.worker_id), row.recorded_at, row.recorded_on)


def _worker(row: WorkerRow) -> Worker:
    return _described(row, row.id)


def _described(row: Any, worker_id: str) -> Worker:  # noqa: ANN401 - a row of either table
    return Worker(
        id=WorkerId(worker_id),
        name=row.name,
        email=row.email,
        team=row.team,
        role=row.role,
        manager=WorkerId(row.manager_id) if row.manager_id else None,
        employer=row.employer,
        hired_on=row.hired_on,
        ended_on=row.ended_on,
        time_zone=row.time_zone,
        language=row.language,
    )


def _columns(worker: Worker) -> dict[str, Any]:
    columns = dict(vars(worker))
    columns["manager_id"] = columns.pop("manager")
    return columns
