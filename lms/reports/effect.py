"""Who changes from what to what, once something is carried out?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    MetaData,
    Select,
    String,
    Table,
    and_,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from lms.kernel.canonical import canonical
from lms.kernel.database import Name
from lms.kernel.ids import RequirementId, WorkerId
from lms.people.tables import WorkerRow
from lms.reports.asking import by_bytes
from lms.standing.model import Status
from lms.standing.store import holding_on, status_expression
from lms.standing.tables import StandingRow

SHOWN: Final = 200
"""How many changes are told one by one; the rest are counted."""
_before: Final = Table(
    "lms_standing_remembered",
    MetaData(),
    Column("worker_id", Name, primary_key=True),
    Column("requirement", Name, primary_key=True),
    Column("status", String),
    Column("valid_through", Date),
    Column("act_by", Date),
    Column("stale_act_by", Date),
    prefixes=["TEMPORARY"],
)


class Told(NamedTuple):
    """What is said of a standing: its status, and the days that follow."""

    status: Status
    valid_through: date | None
    act_by: date | None
    stale_act_by: date | None


class Change(NamedTuple):
    """One worker and requirement, before and after; None where nothing was or is asked."""

    worker_id: WorkerId
    name: str
    requirement: RequirementId
    before: Told | None
    after: Told | None


@dataclass(frozen=True)
class Effect:
    """What something did to everybody's standing as of a day.

    `counts` says how many went from one status to another, `changes` are the first of them, and
    `digest` stands for all: equal digests are equal effects.
    """

    day: date
    counts: dict[tuple[Status | None, Status | None], int]
    changes: tuple[Change, ...]
    workers: int
    digest: str

    @property
    def rows(self) -> int:
        """How many workers and requirements change."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Remembered:
    """How some workers stood before something is done; of all workers if none are named."""

    day: date
    workers: tuple[WorkerId, ...] | None


def remember(session: Session, day: date, workers: Sequence[WorkerId] | None = None) -> Remembered:
    """Set down how workers stand on a day, in this transaction, to compare with later."""
    connection = session.connection()
    _before.drop(connection, checkfirst=True)
    _before.create(connection)
    remembered = Remembered(day, None if workers is None else tuple(workers))
    now = _standings(day).where(*_among(remembered, StandingRow.worker_id))
    session.execute(insert(_before).from_select([one.name for one in _before.columns], now))
    return remembered


def effect_since(session: Session, remembered: Remembered) -> Effect:
    """Compare how workers stand with how they stood, and forget that."""
    counts: Counter[tuple[Status | None, Status | None]] = Counter()
    shown: list[Change] = []
    workers = 0
    last = None
    seal = sha256()
    for change in _changes(session, remembered):
        seal.update(canonical(change._replace(name="")))
        before, after = change.before, change.after
        counts[before and before.status, after and after.status] += 1
        workers += change.worker_id != last
        last = change.worker_id
        if len(shown) < SHOWN:
            shown.append(change)
    _before.drop(session.connection())
    return Effect(remembered.day, dict(counts), tuple(shown), workers, seal.hexdigest())


def _standings(day: date) -> Select[*tuple[Any, ...]]:
    row = StandingRow
    return select(
        row.worker_id,
        row.requirement,
        status_expression(day).label("status"),
        row.valid_through,
        row.act_by,
        row.stale_act_by,
    ).where(holding_on(day))


def _among(remembered: Remembered, column: Any) -> list[ColumnElement[bool]]:  # noqa: ANN401 - a column
    return [] if remembered.workers is None else [column.in_(remembered.workers)]


def _changes(session: Session, remembered: Remembered) -> Iterator[Change]:
    now = (
        _standings(remembered.day)
        .where(*_among(remembered, StandingRow.worker_id))
        .subquery("standing_now")
    )
    told = ("status", "valid_through", "act_by", "stale_act_by")
    same = and_(_before.c.worker_id == now.c.worker_id, _before.c.requirement == now.c.requirement)
    differs = or_(
        _before.c.worker_id.is_(None),
        *(_before.c[name].is_distinct_from(now.c[name]) for name in told),
    )
    key = (now.c.worker_id, now.c.requirement)
    new_or_other = (
        select(*key, *_named("b_", _before, told), *_named("a_", now, told), literal(1))
        .select_from(now.outerjoin(_before, same))
        .where(differs)
    )
    gone = (
        select(
            _before.c.worker_id,
            _before.c.requirement,
            *_named("b_", _before, told),
            *(null().label(f"a_{name}") for name in told),
            literal(0),
        )
        .select_from(_before.outerjoin(now, same))
        .where(now.c.worker_id.is_(None))
    )
    both = union_all(new_or_other, gone).subquery("changed")
    query = (
        select(both, WorkerRow.name.label("worker_name"))
        .join(WorkerRow, WorkerRow.id == both.c.worker_id)
        .order_by(by_bytes(session, WorkerRow.id), both.c.requirement)
    )
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            before, after = row[2:6], row[6:10]
            yield Change(
                WorkerId(row.worker_id),
                row.worker_name,
                RequirementId(row.requirement),
                _told(before),
                _told(after),
            )


def _named(prefix: str, table: Any, names: Sequence[str]) -> Iterator[ColumnElement[Any]]:  # noqa: ANN401 - a table or a subquery
    return (table.c[name].label(f"{prefix}{name}") for name in names)


def _told(cells: Sequence[Any]) -> Told | None:
    if cells[0] is None:
        return None
    return Told(Status(cells[0]), *cells[1:])
