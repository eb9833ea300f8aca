"""Which picture of a course has this digest?"""

from sqlalchemy.orm import Session

from lms.courses.model import Asset
from lms.courses.store import asset_of
from lms.kernel.ids import CourseId


def lesson_asset(session: Session, course: CourseId, sha256: str) -> Asset:
    """Return a picture that a published version of the course shows; raise `NotFound` if none."""
    return asset_of(session, course, sha256)
