"""What did a version of a course say, word for word?"""

from sqlalchemy.orm import Session

from lms.courses.model import Course
from lms.courses.store import course_version
from lms.kernel.ids import CourseId


def text_taught(session: Session, course: CourseId, version: int) -> Course:
    """Return a version as it was taught; raise `NotFound` for one that never was."""
    return course_version(session, course, version)
