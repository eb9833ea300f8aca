"""Where am I in a course: what is read, what comes next, how did my attempts go?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.courses.store import course_on
from lms.kernel.ids import CourseId, WorkerId
from lms.quizzes.model import Quiz
from lms.quizzes.retrying import Retry, may_try_again
from lms.quizzes.store import Try, quiz_of, tries_of
from lms.reports.learning.closing import open_try
from lms.reports.learning.my_refresher import Offer, my_refresher
from lms.reports.learning.my_training import Progress, progress_of


@dataclass(frozen=True)
class MyCourse:
    """A worker's place in the version of a course that is taught today."""

    progress: Progress
    quiz: Quiz
    tries: tuple[Try, ...]
    retry: Retry
    open_attempt: Try | None
    """The attempt that was begun, was not handed in, and still can be."""
    refresher: Offer | None
    """What may be read instead of the whole course."""


def my_progress(session: Session, worker: WorkerId, course: CourseId, day: date) -> Progress:
    """Tell how far a worker is in a course; raise `NotFound` when it is not taught that day."""
    return progress_of(session, worker, course_on(session, course, day))


def my_course(
    session: Session, worker: WorkerId, course: CourseId, now: datetime, day: date
) -> MyCourse:
    """Tell a worker's place in a course; raise `NotFound` when it is not taught that day."""
    progress = my_progress(session, worker, course, day)
    quiz = quiz_of(session, course, progress.course.version)
    tries = tuple(tries_of(session, worker, course, progress.sitting.number))
    graded = tuple(one.graded for one in tries if one.graded is not None)
    begun = open_try(session, course, tries, day)
    retry = may_try_again(quiz, graded, now)
    offer = my_refresher(session, worker, course, day)
    return MyCourse(progress, quiz, tries, retry, begun, offer)
