"""A worker has read a lesson."""

from lms.courses.model import Course, Sitting
from lms.courses.store import course_on, read_row
from lms.evidence.facts import LessonRead
from lms.evidence.store import record
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.standing.civil import civil_day
from lms.standing.store import sittings_of


def read_lesson(work: UnitOfWork, course: CourseId, lesson: str) -> Course:
    """Keep that the acting worker has read a lesson of the version taught today; return it.

    A second time in one sitting changes nothing.
    """
    worker = worker_of(work.session, work.actor.learner)
    taught = course_on(work.session, course, civil_day(work.now, worker.time_zone))
    if lesson not in {one.slug for one in taught.lessons}:
        raise NotFound("There is no such lesson.")
    number = sittings_of(work.session, worker.id, course)
    sitting = Sitting(worker.id, course, taught.version, number)
    row = read_row(work.session, sitting, lesson, work.now)
    if row is not None:
        record(work, LessonRead(worker.id, course, taught.version, lesson, number), row)
    return taught
