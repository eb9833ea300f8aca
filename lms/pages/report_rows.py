"""The rows of a report as a screen shows them: its main columns, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from lms.pages import words
from lms.reports.asking import Answer
from lms.standing.model import Status

STATES: Final = {
    Status.NOT_REQUIRED: ("away", "Not asked"),
    Status.EXEMPT: ("away", "Exempt"),
    Status.ON_LEAVE: ("away", "On leave"),
    Status.ON_LEAVE_LAPSED: ("away", "On leave, lapsed"),
    Status.ASSIGNED: ("soon", "Not yet due"),
    Status.OVERDUE: ("late", "Late, never completed"),
    Status.EXPIRED: ("late", "Late, lapsed"),
    Status.EXPIRED_EXTENDED: ("soon", "Lapsed, extended"),
    Status.STALE: ("soon", "Covered, text changed"),
    Status.STALE_OVERDUE: ("late", "Late, text changed"),
    Status.RENEW_OPEN: ("ok", "Covered, renewal open"),
    Status.CURRENT: ("ok", "Covered"),
}
"""How a status is drawn, and what it is called on a screen."""


class Completed(NamedTuple):
    """A completion, as a row of the screen."""

    person: str
    team: str
    course: str
    completed: str
    score: str
    through: str
    certificate: str


class Stands(NamedTuple):
    """How one worker stands toward one requirement, as a row of the screen."""

    person: str
    team: str
    requirement: str
    kind: str
    state: str
    act_by: str
    late_by: str
    why: str


def shown(answer: Answer, rows: Sequence[Sequence[Any]]) -> list[Completed] | list[Stands]:
    """Return rows of an answer as the screen shows them."""
    told = [dict(zip(answer.names, row, strict=True)) for row in rows]
    if "completion_id" in answer.names:
        return [_completed(one) for one in told]
    return [_stands(one) for one in told]


def _completed(row: dict[str, Any]) -> Completed:
    version = row["course_version"]
    score = row["score_percent"]
    return Completed(
        person=row["worker_name"],
        team=row["team"],
        course=row["course_title"] + ("" if version is None else f", version {version}"),
        completed=_day(row["completed_on"]),
        score="" if score is None else f"{score} %",
        through=_day(row["valid_through"]),
        certificate=row["certificate"],
    )


def _stands(row: dict[str, Any]) -> Stands:
    kind, state = STATES[Status(row["status"])]
    return Stands(
        person=row["worker_name"],
        team=row["team"],
        requirement=row["requirement"],
        kind=kind,
        state=state,
        act_by=_day(row["act_by"]),
        late_by=words.counted(row["days_late"], "day") if row["days_late"] else "",
        why=row["why"],
    )


def _day(cell: date | str | None) -> str:
    # SQLite gives the days of completions as the text that it keeps.
    day = date.fromisoformat(cell) if isinstance(cell, str) else cell
    return "" if day is None else words.short_day(day)
