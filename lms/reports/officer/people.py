"""Who is there among those an actor may see, found by name, id, team or employment?"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from lms.kernel.access import Scope
from lms.kernel.ids import WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.asking import by_bytes
from lms.standing.store import late_on
from lms.standing.tables import StandingRow

LINES_A_PAGE = 50


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
    """One worker of the list; `late` is in how many requirements they are late."""

    worker_id: WorkerId
    name: str
    team: str
    role: str
    hired_on: date
    ended_on: date | None
    merged_into: WorkerId | None
    late: int


@dataclass(frozen=True)
class PeoplePage:
    """A page of people, how many there are on all pages, and where the next one begins."""

    people: tuple[Person, ...]
    found: int
    after: Place | None


def people(session: Session, sought: Sought, after: Place | None = None) -> PeoplePage:
    """Return who is found, by name, a page at a time by key, in one statement."""
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
        )
        for row in rows[:LINES_A_PAGE]
    )
    more = len(rows) > LINES_A_PAGE
    last = Place(shown[-1].name, shown[-1].worker_id) if more else None
    return PeoplePage(shown, rows[0].found if rows else 0, last)


def _found(session: Session, sought: Sought, after: Place | None) -> Select[*tuple[Any, ...]]:
    worker, conditions = WorkerRow, _conditions(sought)
    late = (
        select(func.count())
        .where(StandingRow.worker_id == worker.id, late_on(sought.day))
        .scalar_subquery()
    )
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
            found.label("found"),
        )
        .where(*conditions)
        .order_by(*key)
    )
    return query if after is None else query.where(tuple_(*key) > tuple_(*after))


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
