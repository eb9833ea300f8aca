"""Who is late among those an actor may see, most days first, and how many is that?"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from lms.kernel.ids import RequirementId, WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.asking import Question, by_bytes
from lms.reports.standing import asked
from lms.standing.store import late_on
from lms.standing.tables import StandingRow

LINES_A_PAGE = 50


class Place(NamedTuple):
    """Where a page of late rows ends: the next one begins after it."""

    act_by: date
    worker_id: str
    requirement: str


@dataclass(frozen=True)
class LateLine:
    """One worker who is late for one requirement, and why the day was the day."""

    worker_id: WorkerId
    name: str
    team: str
    requirement: RequirementId
    course: str
    act_by: date
    days_late: int
    completed_on: date | None
    why: str


@dataclass(frozen=True)
class TeamCount:
    """How many people of a team are late, of how many employed; and in how many rows they are."""

    team: str
    late: int
    people: int
    rows: int = 0


@dataclass(frozen=True)
class OverduePage:
    """A page of late rows, where the next begins (None at the end), and the counts by team."""

    lines: tuple[LateLine, ...]
    after: Place | None
    teams: tuple[TeamCount, ...]

    @property
    def late(self) -> int:
        """How many people are late."""
        return sum(team.late for team in self.teams)

    @property
    def rows(self) -> int:
        """How many rows there are on all pages: one for each person and requirement."""
        return sum(team.rows for team in self.teams)

    @property
    def people(self) -> int:
        """How many people are employed on the day."""
        return sum(team.people for team in self.teams)


def overdue_page(session: Session, question: Question, after: Place | None) -> OverduePage:
    """Return who is late on a day, most days late first, a page at a time by key."""
    rows = session.execute(_late(session, question, after).limit(LINES_A_PAGE + 1)).all()
    lines = tuple(
        LateLine(
            worker_id=WorkerId(row.id),
            name=row.name,
            team=row.team,
            requirement=RequirementId(row.requirement),
            course=row.course,
            act_by=row.act_by,
            days_late=(question.as_of - row.act_by).days,
            completed_on=row.completed_on,
            why=row.why,
        )
        for row in rows[:LINES_A_PAGE]
    )
    more = len(rows) > LINES_A_PAGE
    last = Place(lines[-1].act_by, lines[-1].worker_id, lines[-1].requirement) if more else None
    return OverduePage(lines, last, _teams(session, question))


def _late(session: Session, question: Question, after: Place | None) -> Select[*tuple[Any, ...]]:
    row = StandingRow
    key = (row.act_by, by_bytes(session, row.worker_id), by_bytes(session, row.requirement))
    query = (
        select(
            WorkerRow.id,
            WorkerRow.name,
            WorkerRow.team,
            row.requirement,
            row.course,
            row.act_by,
            row.completed_on,
            row.why,
        )
        .join(WorkerRow, WorkerRow.id == row.worker_id)
        .where(late_on(question.as_of), asked(question))
        .order_by(*key)
    )
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    return query


def _teams(session: Session, question: Question) -> tuple[TeamCount, ...]:
    counted = (
        select(StandingRow.team, func.count(StandingRow.worker_id.distinct()), func.count())
        .where(late_on(question.as_of), asked(question))
        .group_by(StandingRow.team)
    )
    late = {team: (people, rows) for team, people, rows in session.execute(counted)}
    day = question.as_of
    employed = (
        select(WorkerRow.team, func.count().label("people"))
        .where(
            within(question.scope, WorkerRow.id),
            WorkerRow.hired_on <= day,
            or_(WorkerRow.ended_on.is_(None), WorkerRow.ended_on > day),
        )
        .group_by(WorkerRow.team)
    )
    if question.team is not None:
        employed = employed.where(WorkerRow.team == question.team)
    counts = {row.team: row.people for row in session.execute(employed)}
    teams = sorted(set(counts) | set(late))
    return tuple(
        TeamCount(team, people, counts.get(team, 0), rows)
        for team in teams
        for people, rows in (late.get(team, (0, 0)),)
    )
