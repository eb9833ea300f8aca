"""What must I do, by when, why that day, and how long does it take?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.certificates.store import Issued, certificates_held
from lms.courses.model import Course, Sitting
from lms.courses.store import courses_on, lessons_read, lessons_read_in
from lms.kernel.ids import CourseId, WorkerId
from lms.people.model import Worker
from lms.people.store import worker_of
from lms.reports.histories import Story, stories
from lms.requirements.model import Requirement
from lms.standing.derivation import standing_of
from lms.standing.model import Standing, Status
from lms.standing.preview import next_valid_through
from lms.standing.status import act_by_shown, days_late, status_on
from lms.standing.store import sittings_of

ASKS = frozenset(
    {
        Status.ASSIGNED,
        Status.OVERDUE,
        Status.EXPIRED,
        Status.EXPIRED_EXTENDED,
        Status.STALE,
        Status.STALE_OVERDUE,
        Status.RENEW_OPEN,
    }
)
"""The statuses in which something is to be done now."""


@dataclass(frozen=True)
class Progress:
    """How far a worker is in a sitting of a course."""

    course: Course
    sitting: Sitting
    read: frozenset[str]

    @property
    def next_lesson(self) -> str | None:
        """The slug of the first lesson that is not read yet; None when all are."""
        return next((one.slug for one in self.course.lessons if one.slug not in self.read), None)

    @property
    def done(self) -> int:
        """How many lessons are read."""
        return sum(one.slug in self.read for one in self.course.lessons)

    @property
    def minutes_left(self) -> int:
        """About how many minutes are left, the quiz included."""
        spent = sum(one.minutes for one in self.course.lessons if one.slug in self.read)
        return max(self.course.minutes - spent, 1)


@dataclass(frozen=True)
class Duty:
    """One requirement of the worker's, where they stand, and what finishing today would give."""

    requirement: Requirement
    progress: Progress
    dates: Standing
    status: Status
    act_by: date | None
    days_late: int
    finishing_today: date

    @property
    def asks(self) -> bool:
        """Whether something is to be done now."""
        return self.status in ASKS


@dataclass(frozen=True)
class MyTraining:
    """Everything on a worker's own page: what asks something first, by day to act."""

    worker: Worker
    duties: tuple[Duty, ...]
    certificates: tuple[Issued, ...]


def my_training(session: Session, worker_id: WorkerId, day: date) -> MyTraining:
    """Tell a worker's duties on a civil day of their own, and what they were awarded."""
    mine = list(stories(session, [worker_id]))
    worker = mine[0].worker if mine else worker_of(session, worker_id)
    progress = _progress(session, mine, day)
    taught = [story for story in mine if story.requirement.course in progress]
    duties = [_duty(story, progress[story.requirement.course], day) for story in taught]
    asked = [one for one in duties if one.status is not Status.NOT_REQUIRED]
    asked.sort(key=lambda one: (not one.asks, one.act_by or date.max, one.requirement.id))
    return MyTraining(worker, tuple(asked), tuple(certificates_held(session, worker_id)))


def progress_of(session: Session, worker: WorkerId, course: Course) -> Progress:
    """Tell how far a worker is in the sitting of a course that is open."""
    number = sittings_of(session, worker, course.slug)
    sitting = Sitting(worker, course.slug, course.version, number)
    return Progress(course, sitting, frozenset(lessons_read(session, sitting)))


def _progress(session: Session, mine: list[Story], day: date) -> dict[CourseId, Progress]:
    """Tell how far a worker is in every course that is required of them, by course."""
    if not mine:
        return {}
    done = {story.requirement.course: len(story.history.completions) for story in mine}
    courses = courses_on(session, tuple(done), day)
    sittings = [
        Sitting(mine[0].worker.id, slug, course.version, done[slug])
        for slug, course in courses.items()
    ]
    read = lessons_read_in(session, sittings) if sittings else {}
    return {
        sitting.course: Progress(courses[sitting.course], sitting, frozenset(lessons))
        for sitting, lessons in read.items()
    }


def _duty(story: Story, progress: Progress, day: date) -> Duty:
    dates = standing_of(story.terms, story.history, day)
    return Duty(
        requirement=story.requirement,
        progress=progress,
        dates=dates,
        status=status_on(dates, day),
        act_by=act_by_shown(dates, day),
        days_late=days_late(dates, day),
        finishing_today=next_valid_through(story.terms, story.history, day),
    )
