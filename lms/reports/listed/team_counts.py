"""How many people of each team are late, of how many employed?"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.reports.asking import Question
from lms.reports.listed.asked import values_of
from lms.reports.listed.lists import lists_of
from lms.reports.standing import overdue


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
    counted = session.execute(lists_of(session, question).late_counts, values_of(question))
    return {team: (people, number) for team, people, number in counted}


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
    counted = session.execute(lists_of(session, question).employed_counts, values_of(question))
    return {row.team: row.people for row in counted}
