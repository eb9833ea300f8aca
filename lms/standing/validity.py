"""What is wrong with a policy, in sentences for the person who is setting it."""

from collections.abc import Iterator
from datetime import date

from lms.standing.anniversaries import add_months
from lms.standing.model import Policy

# An upper bound at all, so that 365 typed where months are asked is noticed.
_LONGEST_CADENCE_MONTHS = 120
_LONGEST_WINDOW_DAYS = 90
_LONGEST_ALLOWANCE_DAYS = 365
_YEAR_WITHOUT_LEAP_DAY = 2001


def check_policy(policy: Policy) -> tuple[str, ...]:
    """Return every fault of a policy, one sentence each; empty when it can be used."""
    return tuple(_faults(policy))


def _faults(policy: Policy) -> Iterator[str]:
    if not 1 <= policy.cadence_months <= _LONGEST_CADENCE_MONTHS:
        yield (
            f"The cadence is {policy.cadence_months} months: "
            f"choose 1 to {_LONGEST_CADENCE_MONTHS} months."
        )
    elif 2 * policy.window_days >= shortest_days(policy.cadence_months):
        longest = (shortest_days(policy.cadence_months) - 1) // 2
        yield (
            f"The renewal window of {policy.window_days} days is not shorter than half of the "
            f"cadence: choose {min(longest, _LONGEST_WINDOW_DAYS)} days or fewer."
        )
    yield from _outside("The renewal window", policy.window_days, _LONGEST_WINDOW_DAYS)
    yield from _outside(
        "The time for a first completion", policy.initial_days, _LONGEST_ALLOWANCE_DAYS
    )
    yield from _outside(
        "The time after a return from leave", policy.return_days, _LONGEST_ALLOWANCE_DAYS
    )


def shortest_days(months: int) -> int:
    """Return the fewest days that a number of months can have."""
    starts = (date(_YEAR_WITHOUT_LEAP_DAY, month, 1) for month in range(1, 13))
    return min((add_months(start, months) - start).days for start in starts)


def _outside(what: str, days: int, most: int) -> Iterator[str]:
    if not 0 <= days <= most:
        yield f"{what} is {days} days: choose 0 to {most} days."
