"""What is a completion worth: which requirement does it answer, why, and until when?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.reports.histories import Story, stories
from lms.standing.preview import next_valid_through
from lms.standing.records import Reason


@dataclass(frozen=True)
class Worth:
    """The requirement that a completion answers, why it was taken, and its last valid day."""

    requirement: RequirementId | None
    reason: Reason
    valid_through: date | None


def worth_of(session: Session, worker: WorkerId, course: CourseId, day: date) -> Worth:
    """Return what completing a course on a day gives, before it is recorded.

    Of several requirements it answers the one to be renewed first; outside all of them it is
    voluntary.
    """
    owed = [
        story
        for story in stories(session, [worker])
        if story.requirement.course == course and _owed_on(story, day)
    ]
    return worth_among(owed, day)


def worth_among(owed: list[Story], day: date) -> Worth:
    """Return what a completion gives toward the stories in which it is owed."""
    if not owed:
        return Worth(None, Reason.VOLUNTARY, None)
    ends = {
        story.requirement.id: next_valid_through(story.terms, story.history, day) for story in owed
    }
    requirement = min(ends, key=lambda name: (ends[name], name))
    renewed = any(done.completed_on <= day for story in owed for done in story.history.completions)
    reason = Reason.RENEWAL if renewed else Reason.ONBOARDING
    return Worth(requirement, reason, ends[requirement])


def _owed_on(story: Story, day: date) -> bool:
    return any(
        duty.from_on <= day and (duty.until_on is None or day < duty.until_on)
        for duty in story.history.duties
    )
