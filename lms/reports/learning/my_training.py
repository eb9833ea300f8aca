"""What must I do, by when, why that day, and how long does it take?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.certificates.store import Issued, certificates_held
from lms.courses.model import Course, Sitting
from lms.courses.store import courses_on, lessons_read, lessons_read_in
from lms.incidents.model import Retrained
from lms.kernel.ids import CompletionId, CourseId, WorkerId
from lms.people.model import Worker
from lms.people.store import worker_of
from lms.reports.agreement.retraining import Followed, retraining_of
from lms.reports.histories import Story, stories
from lms.reports.learning.my_refresher import Offer, offer_of
from lms.requirements.model import Requirement
from lms.standing.derivation import standing_of
from lms.standing.model import Standing, Status
from lms.standing.preview import next_valid_through
from lms.standing.status import act_by_shown, days_late, status_on
from lms.standing.store import refreshers_of, sittings_by_course, sittings_of

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
    refresher: Offer | None = None
    """What may be read instead of the whole course."""

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
    refreshers: frozenset[CompletionId] = frozenset()
    """Which of the completions behind the certificates are refreshers."""
    again: tuple[Followed, ...] = ()
    """What is to be taken again after an incident, and was not yet; by day."""


def my_training(session: Session, worker_id: WorkerId, day: date) -> MyTraining:
    """Tell a worker's duties on a civil day of their own, and what they were awarded."""
    mine = list(stories(session, [worker_id]))
    worker = mine[0].worker if mine else worker_of(session, worker_id)
    progress = _progress(session, mine, day)
    taught = [story for story in mine if story.requirement.course in progress]
    duties = [_duty(session, story, progress[story.requirement.course], day) for story in taught]
    asked = [one for one in duties if one.status is not Status.NOT_REQUIRED]
    asked.sort(key=lambda one: (not one.asks, one.act_by or date.max, one.requirement.id))
    certificates = tuple(certificates_held(session, worker_id))
    refreshers = refreshers_of(session, worker_id) if certificates else frozenset()
    again = retraining_of(session, [worker_id], day)
    asked_again = (one for one in again if one.state in {Retrained.OPEN, Retrained.LATE})
    undone = sorted(asked_again, key=_due_on)
    return MyTraining(worker, tuple(asked), certificates, refreshers, tuple(undone))


def _due_on(one: Followed) -> date:
    return one.retraining.due_on


def progress_of(session: Session, worker: WorkerId, course: Course) -> Progress:
    """Tell how far a worker is in the sitting of a course that is open."""
    number = sittings_of(session, worker, course.slug)
    sitting = Sitting(worker, course.slug, course.version, number)
    return Progress(course, sitting, frozenset(lessons_read(session, sitting)))


def _progress(session: Session, mine: list[Story], day: date) -> dict[CourseId, Progress]:
    """Tell how far a worker is in every course that is required of them, by course."""
    if not mine:
        return {}
    worker = mine[0].worker.id
    courses = courses_on(session, tuple({story.requirement.course for story in mine}), day)
    passed = sittings_by_course(session, worker)
    sittings = [
        Sitting(worker, slug, course.version, passed.get(slug, 0))
        for slug, course in courses.items()
    ]
    read = lessons_read_in(session, sittings) if sittings else {}
    return {
        sitting.course: Progress(courses[sitting.course], sitting, frozenset(lessons))
        for sitting, lessons in read.items()
    }


def _duty(session: Session, story: Story, progress: Progress, day: date) -> Duty:
    dates = standing_of(story.terms, story.history, day)
    return Duty(
        requirement=story.requirement,
        progress=progress,
        dates=dates,
        status=status_on(dates, day),
        act_by=act_by_shown(dates, day),
        days_late=days_late(dates, day),
        finishing_today=next_valid_through(story.terms, story.history, day),
        refresher=offer_of(session, story, progress.course, day),
    )
