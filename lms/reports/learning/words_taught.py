"""Which words are explained by the courses that are taught today?"""

from datetime import date

from sqlalchemy.orm import Session

from lms.courses.model import Glossary, Term
from lms.courses.store import courses_on, published_courses


def words_taught(session: Session, day: date) -> Glossary:
    """Return the words of all courses taught on a day, in the order of the alphabet.

    Each is explained as it was published; where two courses differ, the later one counts.
    """
    courses = courses_on(session, sorted(published_courses(session)), day).values()
    title = ""
    terms: dict[str, Term] = {}
    for course in sorted(courses, key=lambda one: (one.effective_on, one.slug)):
        title = course.glossary.title or title
        terms |= {term.anchor: term for term in course.glossary.terms}
    return Glossary(title, tuple(sorted(terms.values(), key=lambda one: one.title.casefold())))
