"""Sources are cited in one form, and a lesson lists every source that its text cites."""

import re
from collections.abc import Iterator
from typing import Final

from lms.checking.desk import Asked, Desk, Page
from lms.courses.citations import Cited, cited_in, is_citation, is_section, source_of
from lms.kernel.markdown import Document, Fault

_SIGNED: Final = re.compile(r"^>\s*—\s*(.+)$", re.MULTILINE)
_FORM: Final = "Write it like 42 CFR 2.31(a)(4)(i), 45 CFR 164.308(a)(5) or 89 FR 12472"


def citing(desk: Desk) -> Iterator[Fault]:
    """Find citations in a wrong form, and sources that a lesson cites and does not list."""
    for page in desk.pages:
        yield from _in_lesson(page)
    for course, document in desk.covers.items():
        yield from _misshapen(document, desk.library.courses[course].source)
    for asked in desk.asked:
        yield from _in_question(asked)


def _in_lesson(page: Page) -> Iterator[Fault]:
    document, lesson = page.document, page.lesson
    yield from _misshapen(document, lesson.source)
    for listed in lesson.cites:
        if not is_section(listed):
            told = f"“cites” lists “{listed}”. List sections, such as 42 CFR 2.31."
            yield document.fault(document.line_of("cites"), told)
    for cited in _cited(lesson.source):
        source = source_of(cited.words)
        if source and source not in lesson.cites:
            told = f"The text cites {cited.words}; add “{source}” to “cites”."
            yield document.fault_in_body(cited.line, told)


def _misshapen(document: Document, text: str) -> Iterator[Fault]:
    for cited in _cited(text):
        if not is_citation(cited.words):
            told = f"“{cited.words}” is no citation. {_FORM}, with nothing else between the signs."
            yield document.fault_in_body(cited.line, told)


def _cited(text: str) -> Iterator[Cited]:
    """Yield what stands in parentheses, and what signs a quotation."""
    for cited in cited_in(text):
        yield cited._replace(words=cited.words.removeprefix("see "))
    for found in _SIGNED.finditer(text):
        if re.match(r"\d+ (?:CFR|FR|U\.S\.C\.) ", found[1]):
            yield Cited(found[1].strip(), text.count("\n", 0, found.start()))


def _in_question(asked: Asked) -> Iterator[Fault]:
    one = asked.question
    for rule in one.rules:
        if not is_citation(rule):
            yield asked.fault(f"“rules” names “{rule}”. {_FORM}.")
    reasons = (choice.reason for choice in one.choices)
    for text in (one.text, one.explanation, *reasons):
        for cited in _cited(text):
            if not is_citation(cited.words):
                yield asked.fault(f"“{cited.words}” is no citation. {_FORM}.")
