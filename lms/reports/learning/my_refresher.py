"""What changed since a worker learned a course, and may they read just that?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from lms.courses.comparing import BlockChange, changes_since
from lms.courses.model import Change, Course
from lms.courses.store import courses_on, versions_until
from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.quizzes.comparing import BankStep, questions_about, questions_since
from lms.quizzes.model import Quiz
from lms.quizzes.retrying import Retry, may_try_again
from lms.quizzes.store import Try, quiz_of, tries_of
from lms.reports.histories import Story, stories
from lms.reports.learning.closing import open_try
from lms.standing.derivation import standing_of
from lms.standing.model import Status
from lms.standing.records import Kind
from lms.standing.staleness import version_reached
from lms.standing.status import status_on
from lms.standing.store import sittings_by_course

WORDS_A_MINUTE: Final = 238
"""How fast people read silently, on average."""
SECONDS_A_QUESTION: Final = 30
COVERED: Final = frozenset({Status.CURRENT, Status.RENEW_OPEN, Status.STALE, Status.STALE_OVERDUE})
"""Where a completion is valid by date: whoever has lapsed takes the whole course."""


@dataclass(frozen=True)
class Offer:
    """A refresher for one worker: what changed since the version they reached, and its quiz.

    It brings them to `course` and leaves `valid_through`, the last valid day, where it is.
    """

    course: Course
    since: int
    changes: tuple[BlockChange, ...]
    quiz: Quiz
    requirement: RequirementId
    valid_through: date

    @property
    def to_read(self) -> tuple[BlockChange, ...]:
        """What changed and is there."""
        return tuple(change for change in self.changes if change.after is not None)

    @property
    def gone(self) -> tuple[BlockChange, ...]:
        """What is no longer there."""
        return tuple(change for change in self.changes if change.after is None)

    @property
    def minutes(self) -> int:
        """About how long it takes, the quiz included."""
        words = sum(change.after.words for change in self.changes if change.after)
        seconds = 60 * words / WORDS_A_MINUTE + SECONDS_A_QUESTION * self.quiz.drawn
        return max(1, round(seconds / 60))


@dataclass(frozen=True)
class Turn:
    """A worker's tries at a refresher: where the next is kept, which is open, whether one may."""

    sitting: int
    number: int
    open: Try | None
    retry: Retry


def my_refresher(session: Session, worker: WorkerId, course: CourseId, day: date) -> Offer | None:
    """Return what a worker may refresh in a course on a day of their own; None if nothing."""
    taught = courses_on(session, [course], day).get(course)
    if taught is None:
        return None
    mine = [one for one in stories(session, [worker]) if one.requirement.course == course]
    offers = [offer for one in mine if (offer := offer_of(session, one, taught, day))]
    return min(offers, key=lambda one: (one.valid_through, one.requirement), default=None)


def refresher_turn(
    session: Session, worker: WorkerId, offer: Offer, now: datetime, day: date
) -> Turn:
    """Tell whether a worker may try a refresher now: only tries at its version count.

    Its sitting lies below zero, apart from those of the whole course.
    """
    course = offer.course.slug
    passed = sittings_by_course(session, worker, Kind.REFRESHER)
    sitting = -1 - passed.get(course, 0)
    tries = tries_of(session, worker, course, sitting)
    own = [one.graded for one in tries if one.version == offer.course.version]
    retry = may_try_again(offer.quiz, tuple(filter(None, own)), now)
    return Turn(sitting, len(tries) + 1, open_try(session, course, tries, day), retry)


def offer_of(session: Session, story: Story, taught: Course, day: date) -> Offer | None:
    """Return what may be refreshed under one requirement, given the version that is taught.

    Nothing if the worker has lapsed, has learned this version, or learned elsewhere on a text
    that nobody knows: then only the whole course shows what they missed. Nothing either if all
    that changed was editorial.
    """
    since = version_reached(story.history, day)
    if not 0 < since < taught.version:
        return None
    dates = standing_of(story.terms, story.history, day)
    if dates.valid_through is None or status_on(dates, day) not in COVERED:
        return None
    versions = versions_until(session, taught.slug, taught.version)
    steps = [
        BankStep(
            one.version,
            one.change is not Change.EDITORIAL,
            quiz_of(session, taught.slug, one.version),
        )
        for one in versions
    ]
    if not any(step.counts and step.version > since for step in steps):
        return None
    changes = changes_since(versions, since)
    return Offer(
        course=taught,
        since=since,
        changes=changes,
        quiz=_quiz(steps, since, changes),
        requirement=story.requirement.id,
        valid_through=dates.valid_through,
    )


def _quiz(steps: list[BankStep], since: int, changes: tuple[BlockChange, ...]) -> Quiz:
    """Narrow the newest bank to what changed: all of it, or as many as the whole quiz asks."""
    quiz = steps[-1].quiz
    places = {change.place for change in changes}
    questions = questions_about(quiz, places, questions_since(steps, since))
    number = min(quiz.drawn, len(questions))
    return replace(quiz, questions=questions, draw=(("", number),))
