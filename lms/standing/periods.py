"""Periods: the completions of one worker, each with the last day on which it counts."""

from itertools import pairwise

from lms.standing.anniversaries import validity_after
from lms.standing.model import Completion, Period, Policy


def periods_of(policy: Policy, completions: tuple[Completion, ...]) -> tuple[Period, ...]:
    """Return one period for each day with a completion, in order of days.

    Of two completions on one day the one given first counts. A completion counts from its own
    day, whenever it was recorded.
    """
    periods: list[Period] = []
    for done in sorted(completions, key=lambda each: each.completed_on):
        previous = periods[-1] if periods else None
        if previous is None or done.completed_on > previous.completed_on:
            periods.append(validity_after(policy, previous, done.completed_on, done.version))
    return tuple(periods)


def longest_interval_days(periods: tuple[Period, ...]) -> int | None:
    """Return the most days between two completions in a row; None with fewer than two.

    Keeping anniversaries allows more than one cadence between two completions that were both on
    time, which a reader of "at least once every 12 months" is entitled to see.
    """
    return max(
        ((later.completed_on - earlier.completed_on).days for earlier, later in pairwise(periods)),
        default=None,
    )
