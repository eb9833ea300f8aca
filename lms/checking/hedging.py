"""Whatever cites a section that was read in an older wording only says so to its reader."""

from collections.abc import Iterator

from lms.checking.desk import Asked, Desk, Page
from lms.courses.citations import cited_in, source_of
from lms.courses.coverage import in_order, sections_of
from lms.courses.law import Footing, Law
from lms.kernel.markdown import Fault


def hedging(desk: Desk) -> Iterator[Fault]:
    """Find passages and questions that tell of an older wording as of the one in force."""
    law = desk.library.law
    if law is None:
        return
    older = _read_in(law, Footing.PARTIAL) - _read_in(law, Footing.CONFIRMED, Footing.SECOND_HAND)
    for page in desk.pages:
        yield from _in_lesson(page, law, older)
    for asked in desk.asked:
        yield from _in_question(asked, law, older)


def _read_in(law: Law, *footings: Footing) -> frozenset[str]:
    """Return the sections that facts of some footing rest on."""
    facts = [fact for fact in law.facts.values() if fact.footing in footings]
    return sections_of([cited for fact in facts for cited in fact.cites])


def _in_lesson(page: Page, law: Law, older: frozenset[str]) -> Iterator[Fault]:
    """Look at each section of a lesson, from one heading to the next."""
    lines = page.document.body.split("\n")
    starts = [0, *(number for number, line in enumerate(lines) if line.startswith("## "))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        passage = "\n".join(lines[start:end])
        found = {source_of(cited.words.removeprefix("see ")) for cited in cited_in(passage)}
        if not _hedged(passage, law):
            for section in sorted(found & older, key=in_order):
                yield page.document.fault_in_body(start, f"This part cites {_told(section, law)}")


def _in_question(asked: Asked, law: Law, older: frozenset[str]) -> Iterator[Fault]:
    question = asked.question
    if not _hedged(f"{question.text} {question.explanation}", law):
        for section in sorted(sections_of(question.rules) & older, key=in_order):
            yield asked.fault(f"“rules” names {_told(section, law)}")


def _hedged(text: str, law: Law) -> bool:
    return any(words.casefold() in text.casefold() for words in law.hedges)


def _told(section: str, law: Law) -> str:
    such = f", such as “{law.hedges[0]}”" if law.hedges else ""
    return f"{section}, which was read in an older wording only: say so{such}."
