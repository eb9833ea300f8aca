"""Which dates follow from what happened to a worker, from a day on?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lms.reports.histories import Story
from lms.standing.spells import spells_of
from lms.standing.store import DATES


def derived_rows(story: Story, day: date) -> Iterator[dict[str, Any]]:
    """Yield what the derived rows of a story hold, for a day and every later one."""
    worker, requirement = story.worker, story.requirement
    for spell in spells_of(story.terms, story.history, day):
        dates = spell.standing
        completed_on = dates.completed_on
        yield {
            "worker_id": worker.id,
            "requirement": requirement.id,
            "from_on": spell.from_on,
            "until_on": spell.until_on,
            "team": worker.team,
            "course": requirement.course,
            "certificate": story.certificates.get(completed_on, "") if completed_on else "",
            **{name: getattr(dates, name) for name in DATES},
        }
