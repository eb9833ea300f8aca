"""Which derived rows are late, to come, or of somebody away? Statements that are made once.

To put one together takes longer than to run it. Each part of one is read in the order of an
index, and only as far as a page goes.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Executable,
    Integer,
    Select,
    String,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.people.tables import WorkerRow
from lms.reports.agreement.scope import reaches_on
from lms.reports.asking import Question
from lms.reports.listed.asked import (
    DAY,
    Shape,
    asked_like,
    reached_like,
    served,
    shape_of,
    team_like,
)
from lms.standing.model import Status
from lms.standing.store import asked_on, holding_on, late_ways, status_expression, status_in
from lms.standing.tables import StandingRow

AWAY: Final = frozenset({Status.ON_LEAVE, Status.ON_LEAVE_LAPSED})
COMING: Final = frozenset(
    {Status.ASSIGNED, Status.RENEW_OPEN, Status.CURRENT, Status.EXPIRED_EXTENDED, Status.STALE}
)
_KEY: Final = ("limit_on", "worker_id", "requirement")
_MOST: Final = bindparam("most", type_=Integer())
_UNTIL: Final = bindparam("until", type_=Date())
_AFTER: Final = (
    bindparam("after_limit_on", type_=Date()),
    bindparam("after_worker_id", type_=String()),
    bindparam("after_requirement", type_=String()),
)


def after_values(place: Sequence[object]) -> dict[str, Any]:
    """Return what `late_lines` is run with to go on after a row: its day, worker, requirement."""
    return {f"after_{name}": told for name, told in zip(_KEY, place, strict=True)}


def lists_of(session: Session, question: Question) -> "Lists":
    """Return the statements that answer a question, and every other of its shape.

    What an agreement leaves out is another thing each time, so its statements are made anew.
    """
    shape = shape_of(question)
    if question.agreement is None:
        return _lists_like(shape)
    rows = asked_like(shape) & served(session, question)
    workers = reached_like(shape, WorkerRow.id) & reaches_on(question, WorkerRow.id)
    return Lists(rows, workers, shape)


@cache
def _lists_like(shape: Shape) -> "Lists":
    return Lists(asked_like(shape), reached_like(shape, WorkerRow.id), shape)


class Lists:
    """The statements over the derived rows, and the workers, that a condition lets through."""

    def __init__(
        self, rows: ColumnElement[bool], workers: ColumnElement[bool], shape: Shape
    ) -> None:
        self._asked = rows
        self._workers = workers & team_like(shape, WorkerRow.team)

    @cached_property
    def late(self) -> Executable:
        """The late, those longest late first."""
        return _in_order(*self._late())

    @cached_property
    def late_after(self) -> Executable:
        """The late that follow a row."""
        return _in_order(*self._late(_AFTER))

    @cached_property
    def coming(self) -> Executable:
        """Those who are to act by a day between `day` and `until`, the soonest first."""
        row = StandingRow
        soon = row.act_by.between(DAY, _UNTIL), holding_on(DAY), status_in(COMING, DAY)
        ways = (_rows(row.act_by).where(on, *soon, self._asked) for on in asked_on(DAY))
        return _in_order(*ways)

    @cached_property
    def away(self) -> Executable:
        """Those who are on leave."""
        row = StandingRow
        on_leave = row.leave_from <= DAY, holding_on(DAY), status_in(AWAY, DAY)
        return _in_order(_rows(row.act_by).where(*on_leave, self._asked))

    @cached_property
    def late_counts(self) -> Executable:
        """The late people of each team, and the rows in which they are late."""
        columns = StandingRow.team, StandingRow.worker_id
        ways = (select(*columns).where(late, self._asked) for _, late in late_ways(DAY))
        rows = union_all(*ways).subquery("late_rows")
        people, number = func.count(rows.c.worker_id.distinct()), func.count()
        return select(rows.c.team, people, number).group_by(rows.c.team)

    @cached_property
    def employed_counts(self) -> Executable:
        """The people of each team who are employed on a day."""
        row = WorkerRow
        query = select(row.team, func.count().label("people")).where(
            self._workers,
            row.hired_on <= DAY,
            row.merged_into.is_(None),
            or_(row.ended_on.is_(None), row.ended_on > DAY),
        )
        return query.group_by(row.team)

    def _late(
        self, after: tuple[ColumnElement[Any], ...] = ()
    ) -> Iterator[Select[*tuple[Any, ...]]]:
        for limit, late in late_ways(DAY):
            part = _rows(limit).where(late, self._asked)
            if after:
                key = (limit, StandingRow.worker_id, StandingRow.requirement)
                part = part.where(limit >= after[0], tuple_(*key) > tuple_(*after))
            yield part


def _in_order(*parts: Select[*tuple[Any, ...]]) -> Executable:
    """Take the first rows of each part, and of these the first, with whom they are about."""
    firsts = (select(part.order_by(*_KEY).limit(_MOST).subquery()) for part in parts)
    rows = union_all(*firsts).order_by(*_KEY).limit(_MOST).subquery("listed")
    whom = select(*rows.c, WorkerRow.name, WorkerRow.team)
    query = whom.join(WorkerRow, WorkerRow.id == rows.c.worker_id)
    return query.order_by(*(rows.c[name] for name in _KEY))


def _rows(limit: InstrumentedAttribute[date | None]) -> Select[*tuple[Any, ...]]:
    row = StandingRow
    return select(
        row.worker_id,
        row.requirement,
        row.course,
        status_expression(DAY).label("status"),
        limit.label("limit_on"),
        row.why,
    )
