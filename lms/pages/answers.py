"""What a report answers, in the sentences that stand above its rows."""

from typing import Final, NamedTuple

from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.reports.asking import Question
from lms.reports.completions import completions_count
from lms.reports.standing import statuses_count
from lms.reports.taking import Kind
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
FORECAST: Final = "A forecast: it assumes that nothing happens until then."


def told(work: UnitOfWork, kind: Kind, question: Question) -> Told:
    """Answer a report in a sentence. An earlier day is not counted, for it is told from events."""
    day = words.full_day(question.as_of)
    if kind.name == "completions":
        rows = completions_count(work.session, question)
        verb = "ok" if rows else "away"
        return Told(f"{_number(rows, 'completion')} by {day}.", verb, "On record", EVIDENCE, rows)
    if question.as_of < question.today:
        sentence = "Who was late on {day}." if kind.name == "overdue" else "Standing on {day}."
        return Told(sentence.format(day=day), "ask", "Read the rows", THEN, None)
    counts = statuses_count(work.session, question)
    note = FORECAST if question.as_of > question.today else ""
    return (_overdue if kind.name == "overdue" else _standing)(counts, day, note)


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
