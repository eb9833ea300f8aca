"""Anniversaries: how long a completion counts, in calendar months from an anchor day."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from lms.standing.model import Completion, Period, Reckoning
from lms.standing.policy import Policy

_MONTHS_IN_A_YEAR = 12
_DAYS_OF_EVERY_MONTH = 28
_NEAREST_MONTHS, _FURTHEST_MONTHS = 6, 12
"""How far away an anniversary may be that a first completion takes."""


def add_months(anchor: date, months: int) -> date:
    """Return the same day of the month, `months` later, or the month's last day if it is shorter.

    The k-th anniversary is always counted from the original anchor, so that 29 February gives
    28, 28, 28 and then 29 February again. Raises ValueError beyond the year 9999.
    """
    years, month_index = divmod(anchor.month - 1 + months, _MONTHS_IN_A_YEAR)
    year, month, day = anchor.year + years, month_index + 1, anchor.day
    if day > _DAYS_OF_EVERY_MONTH:
        day = min(day, monthrange(year, month)[1])
    return date(year, month, day)


def window_opens_on(policy: Policy, valid_through: date) -> date:
    """Return the first day on which a renewal keeps the anniversary."""
    return valid_through - timedelta(days=policy.window_days)


def latest_valid_day(policy: Policy, completed_on: date) -> date:
    """Return the last day to which a completion may ever count: the window, then one cadence."""
    return add_months(completed_on + timedelta(days=policy.window_days), policy.cadence_months)


def common_date_before(policy: Policy, limit: date) -> date:
    """Return the last of the policy's common dates that is not later than a day."""
    return max(day for day in _common_dates(policy, limit.year) if day <= limit)


def validity_after(
    policy: Policy,
    previous: Period | None,
    done: Completion,
    aligned: Period | None = None,
) -> Period:
    """Return the period that a completion earns, given the period before it.

    In the window, and on the last valid day itself, the anniversary is kept; before the window
    and after the last valid day a new anchor is set. With common dates the last of them counts
    that is not later than the cap. `aligned` is a period of another requirement, whose
    anniversary a first completion takes. Finishing never shortens validity, and validity never
    ends later than `window_days` and then one cadence after the finishing day (a month's end
    staying a month's end).
    """
    completed_on = done.completed_on
    reckoning = _reckoning(policy, previous, completed_on, aligned)
    anchor, months, valid_through = _ending(
        policy, reckoning, previous if aligned is None else aligned, completed_on
    )
    if reckoning is Reckoning.UNCHANGED and previous is not None:
        policy = previous.policy  # the cycle goes on as it was counted
    return Period(
        anchor=anchor,
        months=months,
        completed_on=completed_on,
        version=done.version,
        valid_through=valid_through,
        reckoning=reckoning,
        policy=policy,
        days_late=_days_late(previous, completed_on),
        recorded_on=done.recorded_on,
    )


def anniversary_to_take(
    policy: Policy, neighbours: tuple[tuple[Period, ...], ...], completed_on: date
) -> Period | None:
    """Return the period whose anniversary a first completion takes; None if there is none.

    It must be 6 to 12 months away, and no later than the completion would count by itself; of
    several, the latest.
    """
    if not policy.align or policy.fixed_dates:
        return None
    nearest = add_months(completed_on, _NEAREST_MONTHS)
    furthest = add_months(completed_on, min(_FURTHEST_MONTHS, policy.cadence_months))
    running = (
        max(begun, key=lambda one: one.completed_on)
        for periods in neighbours
        if (begun := [one for one in periods if one.completed_on <= completed_on])
    )
    fitting = [one for one in running if nearest <= one.valid_through <= furthest]
    return max(fitting, key=lambda one: one.valid_through, default=None)


def _reckoning(
    policy: Policy, previous: Period | None, completed_on: date, aligned: Period | None
) -> Reckoning:
    if policy.fixed_dates:
        return _reckoning_by_common_dates(policy, previous, completed_on)
    if previous is None:
        return Reckoning.FIRST if aligned is None else Reckoning.ALIGNED
    if completed_on > previous.valid_through:
        return Reckoning.LATE
    kept = policy.keep_anniversary
    if kept and completed_on >= window_opens_on(policy, previous.valid_through):
        return Reckoning.KEPT
    # A period begun early in its window ends more than one cadence after its completion, so
    # a repetition soon afterwards would otherwise take days away.
    reached = add_months(completed_on, policy.cadence_months)
    if not kept:
        return Reckoning.UNCHANGED if reached < previous.valid_through else Reckoning.STRICT
    return Reckoning.UNCHANGED if reached <= previous.valid_through else Reckoning.EARLY


def _reckoning_by_common_dates(
    policy: Policy, previous: Period | None, completed_on: date
) -> Reckoning:
    reached = common_date_before(policy, latest_valid_day(policy, completed_on))
    running = previous is not None and completed_on <= previous.valid_through
    if running and previous is not None and reached <= previous.valid_through:
        return Reckoning.UNCHANGED
    return Reckoning.COMMON


def _ending(
    policy: Policy, reckoning: Reckoning, before: Period | None, completed_on: date
) -> tuple[date, int, date]:
    """Date the end of a period by its reckoning: its anchor, the months from it, and the end.

    `before` is the period before it, or the one that it is aligned with.
    """
    cadence = policy.cadence_months
    if reckoning is Reckoning.COMMON:
        reached = common_date_before(policy, latest_valid_day(policy, completed_on))
        return reached, 0, reached
    if before is not None and reckoning in {Reckoning.UNCHANGED, Reckoning.ALIGNED}:
        return before.anchor, before.months, before.valid_through
    if before is not None and reckoning is Reckoning.KEPT:
        anchor, months = before.anchor, before.months + cadence
        # A change of the policy may have put the end on another day than the anniversary.
        if add_months(anchor, before.months) != before.valid_through:
            anchor, months = before.valid_through, cadence
        return anchor, months, add_months(anchor, months)
    return completed_on, cadence, add_months(completed_on, cadence)


def _common_dates(policy: Policy, year: int) -> Iterator[date]:
    """Yield a year's common dates and those of the year before; 29 February may be the 28th."""
    for each in (year - 1, year):
        for month, day in policy.fixed_dates:
            yield date(each, month, min(day, monthrange(each, month)[1]))


def _days_late(previous: Period | None, completed_on: date) -> int:
    if previous is None:
        return 0
    return max(0, (completed_on - previous.valid_through).days)
