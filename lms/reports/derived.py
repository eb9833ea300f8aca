"""Which dates follow from what happened to a worker, from a day on?"""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any, Final

from lms.reports.histories import Story
from lms.standing.spells import spells_of
from lms.standing.store import DATES

_dates_of: Final = attrgetter(*DATES)


def derived_rows(story: Story, day: date) -> Iterator[dict[str, Any]]:
    """Yield what the derived rows of a story hold, for a day and every later one.

    Days before the first duty have none: nothing is asked yet.
    """
    worker, requirement = story.worker, story.requirement
    for spell in spells_of(story.terms, story.history, day):
        dates = spell.standing
        if dates.required_from is None:
            continue
        completed_on = dates.completed_on
        yield {
            "worker_id": worker.id,
            "requirement": requirement.id,
            "from_on": spell.from_on,
            "until_on": spell.until_on,
            "team": worker.team,
            "course": requirement.course,
            "certificate": story.certificates.get(completed_on, "") if completed_on else "",
            **dict(zip(DATES, _dates_of(dates), strict=True)),
        }
