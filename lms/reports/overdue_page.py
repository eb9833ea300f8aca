"""Who is late among those an actor may see, who is away, and what comes next?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Executable
from sqlalchemy.orm import Session

from lms.kernel.ids import RequirementId, WorkerId
from lms.reports.asking import Question
from lms.reports.listed.asked import values_of
from lms.reports.listed.lists import AWAY, after_values, lists_of
from lms.reports.listed.team_counts import TeamCount, team_counts
from lms.reports.standing import overdue, standing
from lms.standing.model import Status

LINES_A_PAGE = 50
LINES_ASIDE: Final = 20
"""How many of those away, and of those to come, are told by name."""
COMING_DAYS: Final = 60


class Place(NamedTuple):
    """Where a page of late rows ends: the next one begins after it."""

    act_by: date
    worker_id: str
    requirement: str


@dataclass(frozen=True)
class Line:
    """One worker and one requirement: the day to act by, and why that day.

    `act_by` is None for somebody away.
    """

    worker_id: WorkerId
    name: str
    team: str
    requirement: RequirementId
    course: str
    status: Status
    act_by: date | None
    days_late: int
    why: str

    @property
    def place(self) -> Place:
        """Where it stands among the late."""
        return Place(self.act_by or date.max, self.worker_id, self.requirement)


@dataclass(frozen=True)
class OverduePage:
    """A page of late rows, where the next begins (None at the end), and what stands beside them.

    `teams` are the counts; `away` and `coming` the first of those on leave and of those who are
    to act within 60 days.
    """

    lines: tuple[Line, ...]
    after: Place | None
    teams: tuple[TeamCount, ...]
    away: tuple[Line, ...] = ()
    coming: tuple[Line, ...] = ()

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


def overdue_page(
    session: Session,
    question: Question,
    after: Place | None,
    teams: tuple[TeamCount, ...] | None = None,
) -> OverduePage:
    """Return who is late on a day, most days late first, a page at a time by key.

    `teams` are the counts of the same question where somebody has them already. A day that is
    over, or as it was known then, is told from the events.
    """
    counts = team_counts(session, question) if teams is None else teams
    if question.looks_back:
        late = [line for line in _then(session, question) if line.status.late]
        late = [line for line in late if after is None or line.place > after]
        aside = tuple(line for line in _everybody_then(session, question) if line.status in AWAY)
        return _page(late[: LINES_A_PAGE + 1], counts, (aside[:LINES_ASIDE], ()))
    return _page(_late(session, question, after), counts, _aside(session, question))


def _page(
    lines: Sequence[Line],
    counts: tuple[TeamCount, ...],
    aside: tuple[tuple[Line, ...], tuple[Line, ...]],
) -> OverduePage:
    shown = tuple(lines[:LINES_A_PAGE])
    more = shown[-1].place if len(lines) > LINES_A_PAGE else None
    return OverduePage(shown, more, counts, *aside)


def _late(session: Session, question: Question, after: Place | None) -> tuple[Line, ...]:
    """Return the next late rows, one more than a page holds if there are as many."""
    lists, most = lists_of(session, question), {"most": LINES_A_PAGE + 1}
    if after is None:
        return _lines(session, question, lists.late, most)
    return _lines(session, question, lists.late_after, {**after_values(after), **most})


def _aside(session: Session, question: Question) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the first of those away, and of those who are to act soon."""
    lists, until = lists_of(session, question), question.as_of + timedelta(days=COMING_DAYS)
    values = {"most": LINES_ASIDE, "until": until}
    away = _lines(session, question, lists.away, values)
    return away, _lines(session, question, lists.coming, values)


def _lines(
    session: Session, question: Question, query: Executable, values: dict[str, Any]
) -> tuple[Line, ...]:
    rows = session.execute(query, {**values_of(question), **values})
    return tuple(_line(row, question.as_of) for row in rows)


def _line(row: Any, day: date) -> Line:  # noqa: ANN401 - a row of the statement above
    status = Status(row.status)
    away = status in AWAY
    return Line(
        worker_id=WorkerId(row.worker_id),
        name=row.name,
        team=row.team,
        requirement=RequirementId(row.requirement),
        course=row.course,
        status=status,
        act_by=None if away else row.limit_on,
        days_late=(day - row.limit_on).days if status.late else 0,
        why=row.why,
    )


def _then(session: Session, question: Question) -> Iterator[Line]:
    answer = overdue(session, question)
    return (_from_report(dict(zip(answer.names, row, strict=True))) for row in answer.rows)


def _everybody_then(session: Session, question: Question) -> Iterator[Line]:
    answer = standing(session, question)
    return (_from_report(dict(zip(answer.names, row, strict=True))) for row in answer.rows)


def _from_report(row: dict[str, Any]) -> Line:
    return Line(
        worker_id=WorkerId(row["worker_id"]),
        name=row["worker_name"],
        team=row["team"],
        requirement=RequirementId(row["requirement"]),
        course=row["course"],
        status=Status(row["status"]),
        act_by=row["act_by"],
        days_late=row["days_late"],
        why=row["why"],
    )
