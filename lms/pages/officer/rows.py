"""Rows of a report as a screen shows them: its main columns, in words."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from lms.pages import words
from lms.pages.answers import CAUSES, STATES
from lms.reports.asking import Answer
from lms.standing.gaps import Cause
from lms.standing.model import Status


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


class Uncovered(NamedTuple):
    """Days without coverage, as a row of the screen."""

    person: str
    requirement: str
    span: str
    days: str
    cause: str
    note: str


class Excepted(NamedTuple):
    """A leave, an extension or a waiver, as a row of the screen."""

    person: str
    team: str
    requirement: str
    what: str
    span: str
    approved_by: str
    reason: str
    after: str


class Covered(NamedTuple):
    """A section in one lesson, as a row of the screen."""

    section: str
    hole: str
    course: str
    lesson: str
    questions: str
    roles: str
    right: str


class Reconciled(NamedTuple):
    """Somebody on a roster or on record, as a row of the screen."""

    worker_id: str
    person: str
    kind: str
    where: str
    note: str


class Again(NamedTuple):
    """A retraining after an incident, as a row of the screen."""

    person: str
    course: str
    incident: str
    agreement: str
    opened: str
    due: str
    kind: str
    state: str


class Accessed(NamedTuple):
    """An access and the training before it, as a row of the screen."""

    person: str
    granted: str
    where_from: str
    requirement: str
    trained: str
    kind: str
    state: str
    note: str


Shown = (
    list[Reconciled]
    | list[Accessed]
    | list[Completed]
    | list[Stands]
    | list[Uncovered]
    | list[Excepted]
    | list[Covered]
)


def shown(answer: Answer, rows: Sequence[Sequence[Any]]) -> Shown:
    """Return rows of an answer as the screen shows them."""
    told = [dict(zip(answer.names, row, strict=True)) for row in rows]
    shape = next((shape for name, shape in SHAPES if name in answer.names), _stands)
    return [shape(one) for one in told]  # type: ignore[return-value]  # one shape for all


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


def _uncovered(row: dict[str, Any]) -> Uncovered:
    return Uncovered(
        person=row["worker_name"],
        requirement=row["requirement"],
        span=span(row["from_on"], row["to_on"]),
        days=words.counted(row["days"], "day"),
        cause=CAUSES[Cause(row["cause"])],
        note=row["note"],
    )


def _excepted(row: dict[str, Any]) -> Excepted:
    kind = words.capitalised(row["kind"])
    why = f" ({row['withdrawn_because']})" if row["withdrawn_because"] else ""
    return Excepted(
        person=row["worker_name"],
        team=row["team"],
        requirement=row["requirement"],
        what=kind if row["state"] == "in force" else f"{kind}, {row['state']}{why}",
        span=span(row["from_on"], row["to_on"]),
        approved_by=row["approved_by"],
        reason=row["reason"],
        after=row["what_happened"],
    )


def _covers(row: dict[str, Any]) -> Covered:
    right = row["right_percent"]
    few = "Too few answers" if row["answers"] else "No answers"
    return Covered(
        section=row["section"],
        hole=words.capitalised(row["hole"]),
        course=f"{row['course_title']}, version {row['course_version']}",
        lesson=row["lesson"],
        questions=str(row["questions"]),
        roles=", ".join(row["roles"].split()),
        right=few if right is None else f"{right} % of {row['answers']:,}",
    )


WHERE: Final = {
    "both": ("ok", "In both"),
    "roster_only": ("late", "On the roster alone"),
    "records_only": ("late", "On record alone"),
}


def _reconciled(row: dict[str, Any]) -> Reconciled:
    kind, where = WHERE[row["where"]]
    return Reconciled(row["worker_id"], row["name"], kind, where, row["note"])


RETRAINED: Final = {
    "open": ("soon", "Open"),
    "late": ("late", "Late"),
    "done": ("ok", "Done"),
    "withdrawn": ("no", "Withdrawn"),
}


def _again(row: dict[str, Any]) -> Again:
    kind, state = RETRAINED[row["state"]]
    done_on = row["completed_on"]
    return Again(
        row["worker_name"],
        row["course"],
        row["incident"],
        row["agreement"],
        _day(row["opened_on"]),
        _day(row["due_on"]),
        kind,
        f"{state} {_day(done_on)}" if row["state"] == "done" else state,
    )


def _accessed(row: dict[str, Any]) -> Accessed:
    days = row["days_before"]
    if row["exception"] == "no":
        before = "The same day" if not days else f"{words.counted(days, 'day')} before"
        state = ("ok", before)
    elif row["exception"] == "yes":
        state = ("late", "Not yet" if days is None else f"{words.counted(-days, 'day')} after")
    else:
        state = ("ask", "Cannot be told")
    return Accessed(
        row["worker_name"] or row["worker_id"],
        _day(row["access_granted_on"]),
        row["where_from"],
        row["requirement"],
        _day(row["trained_on"]),
        *state,
        row["note"],
    )


def span(first: date, last: date | None) -> str:
    """Write days from first to last, both inclusive; without a last one, from when."""
    if last is None:
        return f"from {words.short_day(first)}"
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(cell: date | str | None) -> str:
    # SQLite gives the days of completions as the text that it keeps.
    day = date.fromisoformat(cell) if isinstance(cell, str) else cell
    return "" if day is None else words.short_day(day)


SHAPES: Final[tuple[tuple[str, Callable[[dict[str, Any]], NamedTuple]], ...]] = (
    ("completion_id", _completed),
    ("retraining_id", _again),
    ("where", _reconciled),
    ("exception", _accessed),
    ("section", _covers),
    ("cause", _uncovered),
    ("exception_id", _excepted),
)
"""A column that only one report has, and how its rows are shown."""
