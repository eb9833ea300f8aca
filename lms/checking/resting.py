"""Lessons and questions rest on facts that may be taught, and say where a fact is not the text."""

from collections.abc import Iterator

from lms.checking.desk import Asked, Desk, Page
from lms.courses.law import Footing, Law
from lms.kernel.ids import FactId
from lms.kernel.markdown import Fault


def resting(desk: Desk) -> Iterator[Fault]:
    """Find facts that are unknown, not confirmed, or taught without saying how sure they are."""
    law = desk.library.law
    if law is None:
        return
    for page in desk.pages:
        yield from _under_lesson(page, law)
    for asked in desk.asked:
        yield from _under_question(asked, law)


def _under_lesson(page: Page, law: Law) -> Iterator[Fault]:
    line = page.document.line_of("facts")
    for number in page.lesson.facts:
        refused = _refused(number, law)
        if refused:
            yield page.document.fault(line, refused)
        elif law.facts[number].footing.needs_counsel and not page.lesson.counsel:
            told = f"{_said(number, law)}: list it for counsel under “counsel”."
            yield page.document.fault(line, told)
        elif unnamed := _unnamed(number, law, page.lesson.source):
            yield page.document.fault(line, unnamed)


def _under_question(asked: Asked, law: Law) -> Iterator[Fault]:
    said = f"{asked.question.text} {asked.question.explanation}"
    hedged = any(words.casefold() in said.casefold() for words in law.hedges)
    for number in asked.question.facts:
        refused = _refused(number, law)
        if refused:
            yield asked.fault(refused)
        elif law.facts[number].footing.needs_counsel and not hedged:
            yield asked.fault(
                f"{_said(number, law)}: say so in the question or the explanation, "
                f"such as “{law.hedges[0]}”."
                if law.hedges
                else f"{_said(number, law)}: give the words that say so as “hedges” in law.toml."
            )
        elif unnamed := _unnamed(number, law, said):
            yield asked.fault(unnamed)


def _refused(number: FactId, law: Law) -> str:
    if number not in law.facts:
        return f"There is no fact {number} in courses/law.toml."
    if law.facts[number].footing is Footing.UNCONFIRMED:
        return f"{number} is unconfirmed, and nothing may rest on it."
    return ""


def _unnamed(number: FactId, law: Law, text: str) -> str:
    """Say whose word a second-hand fact is, if a text does not: the source up to its comma."""
    fact = law.facts[number]
    whose = fact.source.partition(",")[0]
    if fact.footing is not Footing.SECOND_HAND or whose.casefold() in text.casefold():
        return ""
    return f"{number} is second-hand: say whose word it is, “{whose}”."


def _said(number: FactId, law: Law) -> str:
    """Say what kind of fact it is."""
    words = {
        Footing.PARTIAL: "was read in an older wording only",
        Footing.READING: "is a reading",
        Footing.PRACTICE: "is practice, not law",
    }
    return f"{number} {words[law.facts[number].footing]}"
