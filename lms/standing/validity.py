"""What is wrong with a policy, in sentences for the person who is setting it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from lms.standing.anniversaries import add_months
from lms.standing.policy import Policy

# An upper bound at all, so that 365 typed where months are asked is noticed.
_LONGEST_CADENCE_MONTHS = 120
_LONGEST_WINDOW_DAYS = 90
_LONGEST_ALLOWANCE_DAYS = 365
_YEAR_WITHOUT_LEAP_DAY = 2001
_MONTHS_IN_A_YEAR = 12


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
    yield from _outside("The grace", policy.grace_days, _LONGEST_WINDOW_DAYS)
    if policy.rule_floor is not None:
        days = policy.rule_floor.refresh_days
        yield from _outside("The time to refresh", days, _LONGEST_ALLOWANCE_DAYS)
    yield from _fixed_date_faults(policy)


def _fixed_date_faults(policy: Policy) -> Iterator[str]:
    if not policy.fixed_dates:
        return
    if len(set(policy.fixed_dates)) < len(policy.fixed_dates):
        yield "A common date stands there more than once."
    year = _YEAR_WITHOUT_LEAP_DAY
    in_a_year = sorted(date(year, *_clamped(each)) for each in policy.fixed_dates)
    again = [*in_a_year[1:], add_months(in_a_year[0], _MONTHS_IN_A_YEAR)]
    for one, following in zip(in_a_year, again, strict=True):
        if add_months(one, policy.cadence_months) < following:
            yield (
                f"A cadence of {policy.cadence_months} months is shorter than the time between "
                "two common dates: choose a longer one, or more common dates."
            )
            return


def _clamped(common_date: tuple[int, int]) -> tuple[int, int]:
    month, day = common_date
    return month, min(day, monthrange(_YEAR_WITHOUT_LEAP_DAY, month)[1])


def shortest_days(months: int) -> int:
    """Return the fewest days that a number of months can have."""
    starts = (date(_YEAR_WITHOUT_LEAP_DAY, month, 1) for month in range(1, 13))
    return min((add_months(start, months) - start).days for start in starts)


def _outside(what: str, days: int, most: int) -> Iterator[str]:
    if not 0 <= days <= most:
        yield f"{what} is {days} days: choose 0 to {most} days."
