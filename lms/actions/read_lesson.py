"""A worker has read a lesson."""

from lms.courses.model import Course, Sitting
from lms.courses.store import course_on, mark_read
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.standing.civil import civil_day
from lms.standing.store import sittings_of


def read_lesson(work: UnitOfWork, course: CourseId, lesson: str) -> Course:
    """Keep that the acting worker has read a lesson of the version taught today; return it."""
    worker = worker_of(work.session, work.actor.learner)
    taught = course_on(work.session, course, civil_day(work.now, worker.time_zone))
    if lesson not in {one.slug for one in taught.lessons}:
        raise NotFound("There is no such lesson.")
    number = sittings_of(work.session, worker.id, course)
    mark_read(work.session, Sitting(worker.id, course, taught.version, number), lesson, work.now)
    return taught
