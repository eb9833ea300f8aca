"""The words that are explained are those of the courses taught on the day, as published."""

from dataclasses import replace
from datetime import date

from lms.courses.model import Course, Glossary, Term
from lms.courses.store import Release, add_version
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId
from lms.kernel.work import Workshop
from lms.reports.learning.words_taught import words_taught
from tests.pages.classroom import TAUGHT, WORDING

BEFORE, FROM, AFTER = date(2025, 1, 1), date(2025, 6, 1), date(2025, 7, 1)


def a_term(title: str, meaning: str = "As said.") -> Term:
    """A word with its meaning."""
    return Term(title.casefold(), title, meaning, meaning)


def a_course(slug: str, version: int, effective_on: date, *terms: Term) -> Course:
    """A version of a course that explains some words."""
    glossary = Glossary(f"Words of {slug}", terms) if terms else Glossary()
    return replace(
        TAUGHT,
        slug=CourseId(slug),
        version=version,
        effective_on=effective_on,
        assets=(),
        glossary=glossary,
        text_sha256=digest((slug, version, glossary)),
    )


def publish(workshop: Workshop, *courses: Course) -> None:
    """Publish courses."""
    with workshop.work(SYSTEM) as work:
        for course in courses:
            release = Release(course, WORDING, course.decision)
            add_version(work.session, release, work.now, "test")


def test_the_words_of_every_course_come_in_the_order_of_the_alphabet(workshop: Workshop) -> None:
    publish(
        workshop,
        a_course("calls", 1, BEFORE, a_term("Record"), a_term("consent")),
        a_course("desks", 1, BEFORE),
        a_course("mail", 1, BEFORE, a_term("Notice")),
    )

    with workshop.look(SYSTEM) as work:
        told = words_taught(work.session, FROM)

    assert told == Glossary(
        "Words of mail", (a_term("consent"), a_term("Notice"), a_term("Record"))
    )


def test_a_word_is_explained_as_on_the_day_and_the_later_course_counts(workshop: Workshop) -> None:
    old, new = a_term("Record", "Old."), a_term("Record", "New.")
    publish(
        workshop,
        a_course("calls", 1, BEFORE, old),
        a_course("calls", 2, AFTER, a_term("Note")),
        a_course("desks", 1, FROM, new),
    )

    with workshop.look(SYSTEM) as work:
        days = [words_taught(work.session, day).terms for day in (BEFORE, FROM, AFTER)]

    assert days == [(old,), (new,), (a_term("Note"), new)]


def test_without_courses_there_are_no_words(workshop: Workshop) -> None:
    with workshop.look(SYSTEM) as work:
        assert words_taught(work.session, FROM) == Glossary()
