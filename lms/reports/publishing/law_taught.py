"""Which figures of the law do the courses show that are taught today?"""

from datetime import date

from sqlalchemy.orm import Session

from lms.courses.law import Figure
from lms.courses.store import courses_on, published_courses


def law_taught(session: Session, day: date) -> tuple[tuple[Figure, tuple[str, ...]], ...]:
    """Return each figure as it was published, with the titles of the courses that show it.

    Where two courses show different days of one figure, the later day counts.
    """
    figures: dict[str, Figure] = {}
    shown: dict[str, list[str]] = {}
    courses = courses_on(session, sorted(published_courses(session)), day)
    for course in sorted(courses.values(), key=lambda one: one.title):
        for figure in course.figures:
            known = figures.get(figure.name)
            if known is None or known.as_of < figure.as_of:
                figures[figure.name] = figure
            shown.setdefault(figure.name, []).append(course.title)
    order = sorted(figures.values(), key=lambda one: (one.nature.value, one.title))
    return tuple((figure, tuple(shown[figure.name])) for figure in order)
