"""Who is late among those an actor may see, who is away, and what comes next?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import Session

from lms.kernel.ids import RequirementId, WorkerId
from lms.people.tables import WorkerRow
from lms.reports.asking import Question, by_bytes
from lms.reports.standing import asked, overdue, standing
from lms.reports.team_counts import TeamCount, team_counts
from lms.standing.model import Status
from lms.standing.store import late_by_date, late_by_text, status_expression
from lms.standing.tables import StandingRow

LINES_A_PAGE = 50
LINES_ASIDE: Final = 20
"""How many of those away, and of those to come, are told by name."""
COMING_DAYS: Final = 60
AWAY: Final = frozenset({Status.ON_LEAVE, Status.ON_LEAVE_LAPSED})
COMING: Final = frozenset(
    {Status.ASSIGNED, Status.RENEW_OPEN, Status.CURRENT, Status.EXPIRED_EXTENDED, Status.STALE}
)


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
    late = sorted(_late(session, question, after), key=lambda line: line.place)
    away = tuple(_among(session, question, _away_on(question.as_of)))
    coming = tuple(_among(session, question, _coming_on(question.as_of)))
    return _page(late[: LINES_A_PAGE + 1], counts, (away, coming))


def _page(
    lines: list[Line],
    counts: tuple[TeamCount, ...],
    aside: tuple[tuple[Line, ...], tuple[Line, ...]],
) -> OverduePage:
    shown = tuple(lines[:LINES_A_PAGE])
    more = shown[-1].place if len(lines) > LINES_A_PAGE else None
    return OverduePage(shown, more, counts, *aside)


def _late(session: Session, question: Question, after: Place | None) -> Iterator[Line]:
    """Yield the next late rows by either date that can pass, each in the order of an index."""
    row, day = StandingRow, question.as_of
    for limit, condition in (
        (row.act_by, late_by_date(day)),
        (row.stale_act_by, late_by_text(day)),
    ):
        key = (limit, by_bytes(session, row.worker_id), by_bytes(session, row.requirement))
        query = _lines(day, limit).where(condition, asked(session, question)).order_by(*key)
        if after is not None:
            query = query.where(limit >= after.act_by, tuple_(*key) > tuple_(*after))
        for found in session.execute(query.limit(LINES_A_PAGE + 1)):
            yield _line(found, day)


def _among(
    session: Session, question: Question, chosen: tuple[ColumnElement[bool], ...]
) -> Iterator[Line]:
    row = StandingRow
    key = (row.act_by, by_bytes(session, row.worker_id), by_bytes(session, row.requirement))
    query = (
        _lines(question.as_of, row.act_by).where(asked(session, question), *chosen).order_by(*key)
    )
    for found in session.execute(query.limit(LINES_ASIDE)):
        yield _line(found, question.as_of)


def _away_on(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        StandingRow.leave_from <= day,
        status_expression(day).in_([status.value for status in AWAY]),
    )


def _coming_on(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        StandingRow.act_by.between(day, day + timedelta(days=COMING_DAYS)),
        status_expression(day).in_([status.value for status in COMING]),
    )


def _lines(day: date, limit: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - a column
    row = StandingRow
    return select(
        WorkerRow.id,
        WorkerRow.name,
        WorkerRow.team,
        row.requirement,
        row.course,
        status_expression(day).label("status"),
        limit.label("limit_on"),
        row.why,
    ).join(WorkerRow, WorkerRow.id == row.worker_id)


def _line(row: Any, day: date) -> Line:  # noqa: ANN401 - a row of the statement above
    status = Status(row.status)
    away = status in AWAY
    return Line(
        worker_id=WorkerId(row.id),
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
