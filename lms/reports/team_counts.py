"""How many people of each team are late, of how many employed?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Subquery, func, or_, select, union_all
from sqlalchemy.orm import Session

from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.agreement.scope import reaches_on
from lms.reports.asking import Question
from lms.reports.standing import asked, overdue
from lms.standing.store import late_by_date, late_by_text
from lms.standing.tables import StandingRow


@dataclass(frozen=True)
class TeamCount:
    """How many people of a team are late, of how many employed; and in how many rows they are."""

    team: str
    late: int
    people: int
    rows: int = 0


def team_counts(session: Session, question: Question) -> tuple[TeamCount, ...]:
    """Count the late and the employed of each team on a day, in order of team."""
    late = _late_then(session, question) if question.looks_back else _late(session, question)
    counts = _employed(session, question)
    return tuple(
        TeamCount(team, people, counts.get(team, 0), rows)
        for team in sorted(set(counts) | set(late))
        for people, rows in (late.get(team, (0, 0)),)
    )


def _late(session: Session, question: Question) -> dict[str, tuple[int, int]]:
    rows = _late_rows(session, question)
    counted = select(rows.c.team, func.count(rows.c.worker_id.distinct()), func.count()).group_by(
        rows.c.team
    )
    return {team: (people, number) for team, people, number in session.execute(counted)}


def _late_rows(session: Session, question: Question) -> Subquery:
    """Return the late rows, those by a date and those by a text, each found by an index."""
    row, day = StandingRow, question.as_of
    columns: Any = (row.team, row.worker_id)
    reached = asked(session, question)  # once: a manager's tree is one part of the statement
    return union_all(
        *(
            select(*columns).where(condition, reached)
            for condition in (late_by_date(day), late_by_text(day))
        )
    ).subquery("late_rows")


def _late_then(session: Session, question: Question) -> dict[str, tuple[int, int]]:
    people: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, int] = defaultdict(int)
    answer = overdue(session, question)
    team, worker = answer.names.index("team"), answer.names.index("worker_id")
    for row in answer.rows:
        people[row[team]].add(row[worker])
        rows[row[team]] += 1
    return {name: (len(found), rows[name]) for name, found in people.items()}


def _employed(session: Session, question: Question) -> dict[str, int]:
    day = question.as_of
    query = (
        select(WorkerRow.team, func.count().label("people"))
        .where(
            within(question.scope, WorkerRow.id),
            reaches_on(question, WorkerRow.id),
            WorkerRow.hired_on <= day,
            WorkerRow.merged_into.is_(None),
            or_(WorkerRow.ended_on.is_(None), WorkerRow.ended_on > day),
        )
        .group_by(WorkerRow.team)
    )
    if question.team is not None:
        query = query.where(WorkerRow.team == question.team)
    return {row.team: row.people for row in session.execute(query)}
