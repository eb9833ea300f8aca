"""What is a completion worth: which requirement does it answer, why, and until when?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.reports.histories import Story, stories
from lms.standing.derivation import standing_of
from lms.standing.model import Completion
from lms.standing.periods import periods_of
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


def refresher_worth_of(
    session: Session, worker: WorkerId, course: CourseId, day: date
) -> Worth | None:
    """Return what a refresher on a day is worth: it leaves the last valid day where it is.

    None for whoever has no completion that is valid on that day.
    """
    ends = {
        story.requirement.id: ends_on
        for story in stories(session, [worker])
        if story.requirement.course == course and _owed_on(story, day)
        if (ends_on := standing_of(story.terms, story.history, day).valid_through)
        and ends_on >= day
    }
    if not ends:
        return None
    requirement = min(ends, key=lambda name: (ends[name], name))
    return Worth(requirement, Reason.REFRESHER, ends[requirement])


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


def worths_of(
    told: Iterable[Story], days: Mapping[CourseId, Collection[date]]
) -> dict[tuple[CourseId, date], Worth]:
    """Return what completing courses on several days gives, by course and day.

    Each gives what `worth_among` says of it once those before it are recorded. `told` are all
    stories of one worker.
    """
    ends = _ends([_completed_on(story, days.get(story.asked.course, ())) for story in told])
    worths: dict[tuple[CourseId, date], Worth] = {}
    for course, completed in days.items():
        own = [one for one in ends if one.story.asked.course == course]
        for day in completed:
            owed = [one for one in own if _owed_on(one.story, day)]
            worths[course, day] = _worth(owed, day)
    return worths


class _Ends(NamedTuple):
    """A story with all its completions, and the last valid day by the day of each."""

    story: Story
    by_day: dict[date, date]


def _ends(told: list[Story]) -> list[_Ends]:
    periods = {
        story.requirement.id: periods_of(story.terms, story.history)
        for story in told
        if not story.asked.aligns
    }
    neighbours = tuple(periods.values())
    for story in told:
        if story.asked.aligns:
            history = replace(story.history, neighbours=neighbours)
            periods[story.requirement.id] = periods_of(story.terms, history)
    return [
        _Ends(
            story,
            {one.completed_on: one.valid_through for one in periods[story.requirement.id]},
        )
        for story in told
    ]


def _worth(owed: list[_Ends], day: date) -> Worth:
    if not owed:
        return Worth(None, Reason.VOLUNTARY, None)
    end, requirement = min((one.by_day[day], one.story.requirement.id) for one in owed)
    # They are all of one course, so they have the same completions.
    first = min(done.completed_on for done in owed[0].story.history.completions)
    return Worth(requirement, Reason.RENEWAL if first < day else Reason.ONBOARDING, end)


def _completed_on(story: Story, days: Collection[date]) -> Story:
    done = tuple(Completion(day, None) for day in days)
    history = replace(story.history, completions=(*story.history.completions, *done))
    return story._replace(history=history)


def _owed_on(story: Story, day: date) -> bool:
    return any(
        duty.from_on <= day and (duty.until_on is None or day < duty.until_on)
        for duty in story.history.duties
    )
