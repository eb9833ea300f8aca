"""Anniversaries: how long a completion counts, in calendar months from an anchor day."""

from calendar import monthrange
from datetime import date, timedelta

from lms.standing.model import Period, Policy, Reckoning

_MONTHS_IN_A_YEAR = 12


def add_months(anchor: date, months: int) -> date:
    """Return the same day of the month, `months` later, or the month's last day if it is shorter.

    The k-th anniversary is always counted from the original anchor, so that 29 February gives
    28, 28, 28 and then 29 February again. Raises ValueError beyond the year 9999.
    """
    years, month_index = divmod(anchor.month - 1 + months, _MONTHS_IN_A_YEAR)
    year, month = anchor.year + years, month_index + 1
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


def window_opens_on(policy: Policy, valid_through: date) -> date:
    """Return the first day on which a renewal keeps the anniversary."""
    return valid_through - timedelta(days=policy.window_days)


def validity_after(
    policy: Policy, previous: Period | None, completed_on: date, version: int | None = None
) -> Period:
    """Return the period that a completion earns, given the period before it.

    In the window, and on the last valid day itself, the anniversary is kept; before the window
    and after the last valid day a new anchor is set. Finishing never shortens validity, and
    validity never ends later than `window_days` and then one cadence after the finishing day
    (a month's end staying a month's end).
    """
    reckoning = _reckoning(policy, previous, completed_on)
    if previous is None or reckoning not in {Reckoning.KEPT, Reckoning.UNCHANGED}:
        anchor, cycle = completed_on, 1
    else:
        anchor = previous.anchor
        cycle = previous.cycle + (reckoning is Reckoning.KEPT)
    return Period(
        anchor=anchor,
        cycle=cycle,
        completed_on=completed_on,
        version=version,
        valid_through=add_months(anchor, cycle * policy.cadence_months),
        reckoning=reckoning,
        days_late=_days_late(previous, completed_on),
    )


def _reckoning(policy: Policy, previous: Period | None, completed_on: date) -> Reckoning:
    if previous is None:
        return Reckoning.FIRST
    if completed_on > previous.valid_through:
        return Reckoning.LATE
    if not policy.keep_anniversary:
        return Reckoning.STRICT
    if completed_on >= window_opens_on(policy, previous.valid_through):
        return Reckoning.KEPT
    # A period begun early in its window ends more than one cadence after its completion, so
    # a repetition soon afterwards would otherwise take days away.
    if add_months(completed_on, policy.cadence_months) <= previous.valid_through:
        return Reckoning.UNCHANGED
    return Reckoning.EARLY


def _days_late(previous: Period | None, completed_on: date) -> int:
    if previous is None:
        return 0
    return max(0, (completed_on - previous.valid_through).days)
