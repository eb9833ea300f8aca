"""Is there anything to teach, and does the database answer?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.tables import CourseVersionRow


def something_is_published(session: Session) -> bool:
    """Say whether at least one version of a course is published."""
    return session.scalar(select(CourseVersionRow.course).limit(1)) is not None
