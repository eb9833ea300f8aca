"""Lessons are written in plain words, and a figure that ages is shown with its day."""

from collections.abc import Iterator

from lms.checking.desk import Desk, Page
from lms.checking.prose import reading_of
from lms.courses.law import Law
from lms.courses.readability import grade_of, words_in
from lms.kernel.lessons.placeholders import names_in
from lms.kernel.markdown import Fault


def wording(desk: Desk) -> Iterator[Fault]:
    """Find lessons above the highest grade, and figures without the day as of which they hold."""
    law = desk.library.law
    if law is None:
        return
    for page in desk.pages:
        yield from _undated(page, law)
        grade = grade_of(reading_of(page.lesson.source).sentences, _known(page, law))
        if law.highest_grade and grade > law.highest_grade:
            told = (
                f"The lesson reads at grade {grade:.1f}; {law.highest_grade} is the highest. "
                "Use shorter sentences and more common words."
            )
            yield page.document.fault(1, told)


def _known(page: Page, law: Law) -> frozenset[str]:
    """Return the terms whose length does not count: those listed, and those explained."""
    titles = (term.title for term in page.course.glossary.terms)
    explained = (word for title in titles for word in words_in(title))
    return frozenset(word.lower() for word in (*law.plain, *explained))


def _undated(page: Page, law: Law) -> Iterator[Fault]:
    """Find, section by section, amounts and statuses without “as of” their day."""
    starts = [0]
    lines = page.document.body.split("\n")
    starts += [number for number, line in enumerate(lines) if line.startswith("## ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        shown = names_in("\n".join(lines[start:end]))
        days = {figure.as_of for figure in law.figures.values() if f"{figure.name}:as-of" in shown}
        for figure in law.figures.values():
            if figure.name in shown and figure.nature.ages and figure.as_of not in days:
                told = f"Say as of when it holds: {{law:{figure.name}:as-of}} in the same section."
                yield page.document.fault_in_body(start, told)
