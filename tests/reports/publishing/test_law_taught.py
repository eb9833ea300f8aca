"""The figures that are shown are those of the courses taught on the day, as published."""

from dataclasses import replace
from datetime import date

from lms.courses.law import Figure, Nature
from lms.courses.store import Release, add_version
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId
from lms.kernel.work import Workshop
from lms.reports.publishing.law_taught import law_taught
from tests.pages.classroom import TAUGHT, WORDING

OLD = Figure("cap", "The most", Nature.AMOUNT, "$5", date(2024, 8, 8), "A notice")
NEW = replace(OLD, value="$6", as_of=date(2026, 1, 28))
START = Figure("start", "The start", Nature.DAY, "May 1, 2024", date(2026, 1, 1), "A rule")
DAY = date(2026, 1, 31)


def publish(workshop: Workshop, slug: str, *figures: Figure, version: int = 1) -> None:
    course = replace(
        TAUGHT,
        slug=CourseId(slug),
        title=f"Course {slug}",
        version=version,
        effective_on=date(2025, 1, version),
        assets=(),
        figures=figures,
        text_sha256=digest((slug, version, figures)),
    )
    with workshop.work(SYSTEM) as work:
        release = Release(course, WORDING, course.decision)
        add_version(work.session, release, work.now, "test")


def test_a_figure_names_the_courses_that_show_it_and_the_later_day_counts(
    workshop: Workshop,
) -> None:
    publish(workshop, "a", NEW, START)
    publish(workshop, "b", OLD)

    with workshop.look(SYSTEM) as work:
        assert law_taught(work.session, DAY) == (
            (NEW, ("Course a", "Course b")),
            (START, ("Course a",)),
        )


def test_a_version_keeps_the_figures_as_it_taught_them(workshop: Workshop) -> None:
    publish(workshop, "a", OLD)
    publish(workshop, "a", NEW, version=2)

    with workshop.look(SYSTEM) as work:
        assert law_taught(work.session, date(2025, 1, 1)) == ((OLD, ("Course a",)),)
        assert law_taught(work.session, DAY) == ((NEW, ("Course a",)),)
