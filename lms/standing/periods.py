"""Periods: the completions of one worker, each with the last day on which it counts."""

from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Final

from lms.standing.anniversaries import (
    add_months,
    anniversary_to_take,
    common_date_before,
    latest_valid_day,
    validity_after,
)
from lms.standing.model import History, Period, Reckoning
from lms.standing.policy import OpenCycles, Policy, Terms, policy_on

_COMPLETED_ON: Final = attrgetter("completed_on")


def periods_of(terms: tuple[Terms, ...], history: History) -> tuple[Period, ...]:
    """Return one period for each day with a completion, in order of days.

    Of two completions on one day the one given first counts. A completion counts from its own
    day, whenever it was recorded, by the policy of that day. A refresher earns no period.
    """
    periods: list[Period] = []
    changes = [one for one in terms if one.open_cycles is not OpenCycles.KEEP]
    for done in sorted(history.completions, key=_COMPLETED_ON):
        if done.refresher or (periods and done.completed_on <= periods[-1].completed_on):
            continue
        policy = policy_on(terms, done.completed_on)
        if periods:
            if changes:
                periods[-1] = redated(terms, periods[-1], done.completed_on)
            periods.append(validity_after(policy, periods[-1], done))
        else:
            taken = anniversary_to_take(policy, history.neighbours, done.completed_on)
            periods.append(validity_after(policy, None, done, taken))
    return tuple(periods)


def redated(terms: tuple[Terms, ...], period: Period, day: date) -> Period:
    """Return the period as changes of policy up to a day dated it again, while it was open.

    A change that keeps open cycles moves nothing. One that shortens asks for nothing before its
    own day, nor before the day until which its terms protect, unless that was asked already.
    """
    for change in terms:
        if change.open_cycles is OpenCycles.KEEP:
            continue
        if period.completed_on < change.effective_on <= min(period.valid_through, day):
            anchor, months, ends_on = _counted_anew(change.policy, period)
            ends_on = max(ends_on, min(period.valid_through, change.asks_from))
            if ends_on != period.valid_through:
                period = period._replace(
                    anchor=anchor,
                    months=months,
                    valid_through=ends_on,
                    policy=change.policy,
                    redated_on=change.effective_on,
                )
    return period


def longest_interval_days(periods: tuple[Period, ...]) -> int | None:
    """Return the most days between two completions in a row; None with fewer than two.

    Keeping anniversaries allows more than one cadence between two completions that were both on
    time, which a reader of "at least once every 12 months" is entitled to see.
    """
    return max(
        ((later.completed_on - earlier.completed_on).days for earlier, later in pairwise(periods)),
        default=None,
    )


def _counted_anew(policy: Policy, period: Period) -> tuple[date, int, date]:
    """Count a period by another policy: its anchor, the months from it, and the last valid day.

    That is one cadence from the completion, or from a later anniversary that it kept. One that
    was taken from another requirement stays, for it only ever shortens.
    """
    if policy.fixed_dates:
        reached = common_date_before(policy, latest_valid_day(policy, period.completed_on))
        return reached, 0, reached
    by_itself = add_months(period.completed_on, policy.cadence_months)
    taken = period.reckoning is Reckoning.ALIGNED and policy.align
    if taken and period.valid_through <= by_itself:
        return period.anchor, period.months, period.valid_through
    if policy.keep_anniversary:
        months = period.months - period.policy.cadence_months + policy.cadence_months
        kept = add_months(period.anchor, months)
        if kept > by_itself:
            return period.anchor, months, kept
    return period.completed_on, policy.cadence_months, by_itself
