"""Periods: the completions of one worker, each with the last day on which it counts."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from lms.standing.anniversaries import (
    add_months,
    anniversary_to_take,
    common_date_before,
    latest_valid_day,
    validity_after,
)
from lms.standing.model import History, Period, Reckoning
from lms.standing.policy import OpenCycles, Policy, Terms, policy_on


def periods_of(terms: tuple[Terms, ...], history: History) -> tuple[Period, ...]:
    """Return one period for each day with a completion, in order of days.

    Of two completions on one day the one given first counts. A completion counts from its own
    day, whenever it was recorded, by the policy of that day. A refresher earns no period.
    """
    periods: list[Period] = []
    for done in sorted(history.completions, key=lambda each: each.completed_on):
        if done.refresher or (periods and done.completed_on <= periods[-1].completed_on):
            continue
        policy = policy_on(terms, done.completed_on)
        if periods:
            previous = redated(terms, periods[-1], done.completed_on)
            periods.append(validity_after(policy, previous, done))
        else:
            taken = anniversary_to_take(policy, history.neighbours, done.completed_on)
            periods.append(validity_after(policy, None, done, taken))
    return tuple(periods)


def redated(terms: tuple[Terms, ...], period: Period, day: date) -> Period:
    """Return the period as changes of policy up to a day dated it again, while it was open.

    A change that keeps open cycles moves nothing. One that shortens asks for nothing before
    the day until which its terms protect, unless that was asked already.
    """
    for change in terms:
        open_then = period.completed_on < change.effective_on <= period.valid_through
        asked = change.open_cycles is OpenCycles.REDATE and change.effective_on <= day
        if open_then and asked:
            anchor, months, ends_on = _counted_anew(change.policy, period)
            asked_already = min(period.valid_through, change.protected_until or date.min)
            ends_on = max(ends_on, asked_already)
            if ends_on != period.valid_through:
                period = replace(
                    period,
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
    """Count a period by another policy: its anchor, the months from it, and the last valid day."""
    if policy.fixed_dates:
        reached = common_date_before(policy, latest_valid_day(policy, period.completed_on))
        return reached, 0, reached
    anchor, months = period.completed_on, policy.cadence_months
    if policy.keep_anniversary and period.reckoning is not Reckoning.COMMON:
        anchor = period.anchor
        months += period.months - period.policy.cadence_months
    return anchor, months, add_months(anchor, months)
