"""Figures of the law are shown to everybody signed in, with their source and their day."""

from dataclasses import replace
from datetime import date

from lms.courses.law import Figure, Nature
from lms.courses.model import Course
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from tests.pages.classroom import AUDITOR, TAUGHT, Classroom, a_classroom, publish, text_of

classroom = a_classroom

CAP = Figure(
    "cap",
    "The most for a year",
    Nature.AMOUNT,
    "$2,190,294",
    date(2026, 1, 28),
    "A notice",
    ("91 FR 3665",),
)
LAW = "/training/law"
WITH_FIGURES: Course = replace(
    TAUGHT, version=TAUGHT.version + 1, figures=(CAP,), text_sha256=digest("with figures")
)


def test_a_figure_is_shown_with_its_day_its_source_and_the_courses_that_show_it(
    classroom: Classroom,
) -> None:
    with classroom.workshop.work(SYSTEM) as work:
        publish(work, WITH_FIGURES)

    told = text_of(classroom.open(LAW).text)

    assert (
        f"The most for a year $2,190,294 28 January 2026 A notice 91 FR 3665 {TAUGHT.title}"
        in (told)
    )


def test_a_lesson_of_a_course_with_figures_leads_to_them(classroom: Classroom) -> None:
    lesson = f"/training/courses/{TAUGHT.slug}/{TAUGHT.lessons[0].slug}"
    assert f'href="{LAW}"' not in classroom.open(lesson).text
    with classroom.workshop.work(SYSTEM) as work:
        publish(work, WITH_FIGURES)

    assert f'href="{LAW}"' in classroom.open(lesson).text


def test_everybody_who_is_signed_in_may_look_and_nobody_else(classroom: Classroom) -> None:
    classroom.sit_down(AUDITOR)
    assert "No course shows a figure yet." in classroom.open(LAW).text
    classroom.sit_down(None)
    assert classroom.open(LAW).status_code == 401


def test_the_matrix_stands_among_the_reports_with_its_holes_first(classroom: Classroom) -> None:
    with classroom.workshop.work(SYSTEM) as work:
        lacking = replace(WITH_FIGURES, teaches="42 CFR 2.13, 2.31")
        publish(work, replace(lacking, text_sha256=digest("lacking")))
    classroom.sit_down(AUDITOR)

    told = text_of(classroom.open("/training/reports/coverage-matrix").text)

    assert "1 section lacks a lesson or a question on" in told
    assert told.index("No lesson and no question") < told.index("Taught and asked")
    taken = classroom.open("/training/reports/coverage-matrix.csv")
    assert taken.text.startswith("section,hole,course,")
