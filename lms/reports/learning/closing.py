"""Until when may a paper be handed in?"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from lms.courses.store import taught_from_after
from lms.kernel.ids import CourseId
from lms.quizzes.closing import closes_on
from lms.quizzes.store import Try


def closing_of(session: Session, course: CourseId, version: int) -> date | None:
    """Return the last day to hand in a paper of a version; None while none is known."""
    return closes_on(taught_from_after(session, course, version))


def open_try(session: Session, course: CourseId, tries: Sequence[Try], day: date) -> Try | None:
    """Return the try that was begun and can still be handed in on a day of the worker's own."""
    last = tries[-1] if tries else None
    if last is None or last.graded_at is not None:
        return None
    until = closing_of(session, course, last.version)
    return last if until is None or day <= until else None
