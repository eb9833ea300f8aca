"""Until when a paper may be handed in that was begun on an older version of a course."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

DAYS_TO_FINISH: Final = 7


def closes_on(newer_from: Iterable[date]) -> date | None:
    """Return the last day, that day included, on which a paper may be handed in; None for any day.

    `newer_from` are the days from which newer versions are taught that change what is learned.
    Until then the paper counts for the version it was drawn from.
    """
    first = min(newer_from, default=None)
    return None if first is None else first + timedelta(days=DAYS_TO_FINISH)
