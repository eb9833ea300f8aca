"""What a report answers, as a screen says it: a sentence, and its main columns in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.reports.asking import Answer, Question
from lms.reports.completions import completions_count
from lms.reports.coverage_matrix import holes_count
from lms.reports.exceptions import exceptions_count
from lms.reports.standing import statuses_count
from lms.reports.taking import Kind
from lms.standing.gaps import Cause
from lms.standing.model import Status


class Told(NamedTuple):
    """The answer in a sentence, its state with the kind of it, what else is so, and how many rows.

    `rows` is None where only reading all of them would tell.
    """

    answer: str
    kind: str
    state: str
    note: str
    rows: int | None


EVIDENCE: Final = "Each with the text taught, the attempt, the certificate and the seal."
THEN: Final = "Told from what had happened by the end of that day, for each worker."
REGISTER: Final = "Each with who approved it, why, until when, and what happened after."
MATRIX: Final = "By section, course and lesson, with the roles asked and how well it is answered."
LOOKED_BACK: Final = {
    "overdue": "Who was late on {day}.",
    "standing": "Standing on {day}.",
    "gaps": "Days without coverage up to {day}.",
}
FORECAST: Final = "A forecast: it assumes that nothing happens until then."


def told(work: UnitOfWork, kind: Kind, question: Question) -> Told:
    """Answer a report in a sentence. An earlier day is not counted, for it is told from events."""
    day = words.full_day(question.as_of)
    if kind.name == "completions":
        rows = completions_count(work.session, question)
        verb = "ok" if rows else "away"
        return Told(f"{_number(rows, 'completion')} by {day}.", verb, "On record", EVIDENCE, rows)
    if kind.name == "exceptions":
        rows = exceptions_count(work.session, question)
        answer = f"{_number(rows, 'exception')} decided by {day}."
        return Told(answer, "away" if rows else "ok", "On record", REGISTER, rows)
    if kind.name == "coverage-matrix":
        return _covered(holes_count(work.session, question), day)
    if kind.name == "gaps" or question.looks_back:
        return Told(LOOKED_BACK[kind.name].format(day=day), "ask", "Read the rows", THEN, None)
    counts = statuses_count(work.session, question)
    note = FORECAST if question.as_of > question.today else ""
    return (_overdue if kind.name == "overdue" else _standing)(counts, day, note)


def _covered(holes: int, day: str) -> Told:
    if not holes:
        answer = f"Every section that the courses name is taught and asked on {day}."
        return Told(answer, "ok", "No holes", MATRIX, None)
    lacks = "lacks" if holes == 1 else "lack"
    answer = f"{_number(holes, 'section')} {lacks} a lesson or a question on {day}."
    return Told(answer, "soon", f"{holes:,} to fill", f"They come first. {MATRIX}", None)


def _overdue(counts: dict[Status, int], day: str, note: str) -> Told:
    late = _sum_of(counts, late=True)
    if not late:
        return Told(f"Nothing is late on {day}.", "ok", "None late", note, 0)
    verb = "is" if late == 1 else "are"
    answer = f"{_number(late, 'required training')} {verb} late on {day}."
    return Told(answer, "late", f"{late:,} late", note or "The longest late comes first.", late)


def _standing(counts: dict[Status, int], day: str, note: str) -> Told:
    covered, late = _sum_of(counts, compliant=True), _sum_of(counts, late=True)
    counted = covered + _sum_of(counts, compliant=False)
    rows = sum(counts.values())
    if not counted:
        return Told(f"Nothing is asked of anybody on {day}.", "away", "Not counted", note, rows)
    noun = "required training is" if counted == 1 else "required trainings are"
    answer = f"{covered:,} of {counted:,} {noun} covered on {day}."
    left_out = f"{rows - counted:,} more are not counted: not asked, exempt or on leave."
    state = ("late", f"{late:,} late") if late else ("ok", "None late")
    return Told(answer, *state, note or (left_out if rows > counted else ""), rows)


def _sum_of(
    counts: dict[Status, int], *, late: bool = False, compliant: bool | None = None
) -> int:
    return sum(
        number
        for status, number in counts.items()
        if (status.late if late else status.compliant is compliant)
    )


def _number(number: int, thing: str) -> str:
    if not number:
        return f"No {thing}s"
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


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


CAUSES: Final = {
    Cause.NEVER_TRAINED: "Never trained",
    Cause.LATE: "Late",
    Cause.LEAVE: "On leave",
    Cause.RETURN_ALLOWANCE: "Back from leave, within the days allowed",
    Cause.EXTENSION: "More time was given",
    Cause.WAIVER: "Exempt by a waiver",
    Cause.NEW_REQUIREMENT: "Newly required, not due yet",
    Cause.STALE: "Newer text not read in time",
    Cause.IMPORTED_LATE: "Covered, recorded later",
}
"""What the causes of a gap are called on a screen."""


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


Shown = list[Completed] | list[Stands] | list[Uncovered] | list[Excepted] | list[Covered]


def shown(answer: Answer, rows: Sequence[Sequence[Any]]) -> Shown:
    """Return rows of an answer as the screen shows them."""
    told = [dict(zip(answer.names, row, strict=True)) for row in rows]
    if "completion_id" in answer.names:
        return [_completed(one) for one in told]
    if "section" in answer.names:
        return [_covers(one) for one in told]
    if "cause" in answer.names:
        return [_uncovered(one) for one in told]
    if "exception_id" in answer.names:
        return [_excepted(one) for one in told]
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


def span(first: date, last: date | None) -> str:
    """Write days from first to last, both inclusive; without a last one, from when."""
    if last is None:
        return f"from {words.short_day(first)}"
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(cell: date | str | None) -> str:
    # SQLite gives the days of completions as the text that it keeps.
    day = date.fromisoformat(cell) if isinstance(cell, str) else cell
    return "" if day is None else words.short_day(day)
