"""Does a course say something else than was published under its number?"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from lms.courses.model import Course
from lms.courses.store import course_version, published_digests
from lms.quizzes.model import Quiz
from lms.quizzes.store import quiz_digest


class Changed(NamedTuple):
    """The version that a changed text needs, and the names of the figures that differ in it."""

    next_version: int
    figures: tuple[str, ...]


def changed_text(session: Session, course: Course, quiz: Quiz) -> Changed | None:
    """Compare a course and its bank with what was published; None if that is the same, or none."""
    published = published_digests(session, course.slug)
    if course.version not in published:
        return None
    same_bank = quiz.text_sha256 == quiz_digest(session, course.slug, course.version)
    if same_bank and published[course.version] == course.text_sha256:
        return None
    before = course_version(session, course.slug, course.version).figures
    known = {(one.name, one.value, one.as_of) for one in before}
    new = [one.name for one in course.figures if (one.name, one.value, one.as_of) not in known]
    return Changed(max(published) + 1, tuple(new))
