"""How was every day of a duty covered, and by which completion?"""

from dataclasses import dataclass
from datetime import date, timedelta

from lms.reports.histories import Story
from lms.standing.derivation import standing_of
from lms.standing.gaps import Cause, Stretch, stretches_of
from lms.standing.model import Status
from lms.standing.status import status_on

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Accounted:
    """Days in a row: covered by the completion of a day, or not covered for a cause.

    `stale` says that they are covered, and a newer version is to be read.
    """

    from_on: date
    to_on: date
    cause: Cause | None
    note: str
    completed_on: date | None = None
    version: int | None = None
    stale: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.to_on - self.from_on).days + 1


def accounted(story: Story, day: date) -> tuple[Accounted, ...]:
    """Account for every day from the first duty to a day, in order; none before a duty."""
    begins = min((duty.from_on for duty in story.history.duties), default=day)
    if begins > day:
        return ()
    return tuple(
        part
        for stretch in stretches_of(story.terms, story.history, begins, day)
        for part in (_covered(story, stretch) if stretch.cause is None else (_gap(stretch),))
    )


def _gap(stretch: Stretch) -> Accounted:
    return Accounted(stretch.from_on, stretch.to_on, stretch.cause, stretch.note)


def _covered(story: Story, stretch: Stretch) -> list[Accounted]:
    """Part covered days where another completion begins to count, or a text turns stale."""
    turns = {one.completed_on for one in story.history.completions}
    turns |= {one.effective_on for one in story.history.editions}
    turns |= {
        one.policy.rule_floor.from_on for one in story.terms if one.policy.rule_floor is not None
    }
    inside = sorted(day for day in turns if stretch.from_on < day <= stretch.to_on)
    found: list[Accounted] = []
    for start, following in zip([stretch.from_on, *inside], [*inside, None], strict=True):
        end = stretch.to_on if following is None else following - _DAY
        dates = standing_of(story.terms, story.history, start)
        stale = status_on(dates, start) is Status.STALE
        part = Accounted(start, end, None, "", dates.completed_on, dates.course_version, stale)
        if found and _same(found[-1], part):
            part = Accounted(found.pop().from_on, end, None, "", *_told(part))
        found.append(part)
    return found


def _told(part: Accounted) -> tuple[date | None, int | None, bool]:
    return part.completed_on, part.version, part.stale


def _same(one: Accounted, other: Accounted) -> bool:
    return _told(one) == _told(other)
