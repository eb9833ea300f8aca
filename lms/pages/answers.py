"""What a report answers, as a screen says it: a sentence, and the words of its states."""

from typing import Final, NamedTuple

from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.reports.asking import Question
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
LISTED: Final = {
    "retraining": "Who was asked to take a course again, by when, and who has.",
    "reconciliation": "Hold a staff list against the records: who is in both, who in one alone.",
    "before-access": "Access by the records, or by a system's own list, beside the training.",
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
    if kind.name in LISTED:
        return Told(LISTED[kind.name], "ask", "Look at the rows", "", None)
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
