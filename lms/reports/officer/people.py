"""Who is there among those an actor may see, found by name, id, team or employment?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from lms.kernel.access import Scope
from lms.kernel.ids import RequirementId, WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.asking import by_bytes
from lms.requirements.store import requirements_in_force
from lms.standing.model import Status
from lms.standing.store import holding_on, status_in
from lms.standing.tables import StandingRow

LINES_A_PAGE = 50
_BY_DATE: Final = frozenset({Status.OVERDUE, Status.EXPIRED})
_BY_TEXT: Final = frozenset({Status.STALE_OVERDUE})


class Place(NamedTuple):
    """Where a page of people ends: the next one begins after it."""

    name: str
    worker_id: str


@dataclass(frozen=True)
class Sought:
    """Whom one looks for: words of a name or an id, a team, and whether they are employed.

    `employed` is None where it does not matter; `day` is the day on which it is asked.
    """

    scope: Scope
    day: date
    words: str = ""
    team: str | None = None
    employed: bool | None = None


@dataclass(frozen=True)
class Person:
    """One worker of the list; `late` is in how many requirements they are late.

    `past_grace` is in how many of these no grace is left.
    """

    worker_id: WorkerId
    name: str
    team: str
    role: str
    hired_on: date
    ended_on: date | None
    merged_into: WorkerId | None
    late: int
    past_grace: int


@dataclass(frozen=True)
class PeoplePage:
    """A page of people, how many there are on all pages, and where the next one begins."""

    people: tuple[Person, ...]
    found: int
    after: Place | None


def people(session: Session, sought: Sought, after: Place | None = None) -> PeoplePage:
    """Return who is found, by name, a page at a time by key, in two statements."""
    rows = session.execute(_found(session, sought, after).limit(LINES_A_PAGE + 1)).all()
    shown = tuple(
        Person(
            WorkerId(row.id),
            row.name,
            row.team,
            row.role,
            row.hired_on,
            row.ended_on,
            WorkerId(row.merged_into) if row.merged_into else None,
            row.late,
            row.late if row.past_grace is None else row.past_grace,
        )
        for row in rows[:LINES_A_PAGE]
    )
    more = len(rows) > LINES_A_PAGE
    last = Place(shown[-1].name, shown[-1].worker_id) if more else None
    return PeoplePage(shown, rows[0].found if rows else 0, last)


def _found(session: Session, sought: Sought, after: Place | None) -> Select[*tuple[Any, ...]]:
    worker, conditions = WorkerRow, _conditions(sought)
    graces = _graces(session, sought.day)
    late = _counted(_late(sought.day))
    past_grace = _counted(_past_grace(sought.day, graces)) if graces else null()
    found = select(func.count()).select_from(worker).where(*conditions).scalar_subquery()
    key = (by_bytes(session, worker.name), by_bytes(session, worker.id))
    query = (
        select(
            worker.id,
            worker.name,
            worker.team,
            worker.role,
            worker.hired_on,
            worker.ended_on,
            worker.merged_into,
            late.label("late"),
            past_grace.label("past_grace"),
            found.label("found"),
        )
        .where(*conditions)
        .order_by(*key)
    )
    return query if after is None else query.where(tuple_(*key) > tuple_(*after))


def _counted(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    rows = select(func.count()).where(StandingRow.worker_id == WorkerRow.id, condition)
    return rows.scalar_subquery()


def _late(day: date) -> ColumnElement[bool]:
    return holding_on(day) & status_in(_BY_DATE | _BY_TEXT, day)


def _past_grace(day: date, last: Mapping[RequirementId, date]) -> ColumnElement[bool]:
    """Say that a row is late, and by more days than lists show in amber."""
    row = StandingRow
    before = case(last, value=row.requirement, else_=day)
    by_date = status_in(_BY_DATE, day) & (row.act_by < before)
    by_text = status_in(_BY_TEXT, day) & (row.stale_act_by < before)
    return holding_on(day) & or_(by_date, by_text)


def _graces(session: Session, day: date) -> dict[RequirementId, date]:
    """Return, of each requirement with grace, the day before which nobody is in it any more."""
    known = requirements_in_force(session).values()
    return {one.id: day - timedelta(days=one.grace_days) for one in known if one.grace_days}


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    worker = WorkerRow
    conditions = [within(sought.scope, worker.id), *map(_named, sought.words.split())]
    if sought.team is not None:
        conditions.append(worker.team == sought.team)
    here = (worker.hired_on <= sought.day) & (
        worker.ended_on.is_(None) | (worker.ended_on > sought.day)
    )
    if sought.employed is not None:
        # A second id of somebody is nobody else.
        own = worker.merged_into.is_(None)
        conditions.append(and_(here, own) if sought.employed else ~here)
    return conditions


def _named(word: str) -> ColumnElement[bool]:
    """Say that a name or an id holds a word, however it is written.

    SQLite folds only the letters of ASCII, so the other ways to write a word are asked for too.
    """
    forms = dict.fromkeys((word, word.lower(), word.upper(), word.title()))
    return or_(
        *(
            column.icontains(form, autoescape=True)
            for form in forms
            for column in (WorkerRow.name, WorkerRow.id)
        )
    )
