"""What finishing gives, by a slow second opinion that turns the calendar's pages one by one."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from lms.standing.model import Period
from lms.standing.policy import Policy

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cycle:
    """A completion as it counts now.

    It ends one cadence (`asked`) after the anniversary that lies `before` months from `start`,
    unless a change of the terms put its end on another day.
    """

    completed_on: date
    ends_on: date
    start: date
    before: int
    asked: int
    aligned: bool = False


Neighbours = tuple[tuple[Period, ...], ...]


def finished(policy: Policy, cycle: Cycle | None, day: date, neighbours: Neighbours) -> Cycle:
    """The cycle that finishing on a day gives."""
    fresh = _fresh(policy, day)
    if cycle is None:
        return _aligned(policy, fresh, neighbours)
    if day > cycle.ends_on:
        return fresh
    opened = (cycle.ends_on - day).days <= policy.window_days
    if opened and policy.keep_anniversary and not policy.fixed_dates:
        return _next(policy, cycle, day)
    stays = policy.keep_anniversary or bool(policy.fixed_dates)
    if fresh.ends_on < cycle.ends_on or (stays and fresh.ends_on == cycle.ends_on):
        return replace(cycle, completed_on=day, aligned=False)
    return fresh


def counted_again(policy: Policy, cycle: Cycle) -> Cycle:
    """A running cycle as other terms date it."""
    fresh = replace(_fresh(policy, cycle.completed_on), aligned=cycle.aligned)
    if policy.fixed_dates:
        return fresh
    if cycle.aligned and policy.align and cycle.ends_on <= fresh.ends_on:
        return cycle
    kept = anniversary(cycle.start, cycle.before + policy.cadence_months)
    if policy.keep_anniversary and kept > fresh.ends_on:
        return replace(cycle, ends_on=kept, asked=policy.cadence_months)
    return fresh


def anniversary(anchor: date, months: int) -> date:
    """The anniversary found by turning the calendar's pages one month at a time."""
    year, month, step = anchor.year, anchor.month, 1 if months > 0 else -1
    for _ in range(abs(months)):
        month += step
        if month not in range(1, 13):
            year, month = year + step, 12 if month < 1 else 1
    return max(day for day in _page(year, month) if day.day <= anchor.day)


def common_date(policy: Policy, done_on: date) -> date:
    """The last common date within the window and one cadence, found by going back from there."""
    day = anniversary(done_on + policy.window_days * _DAY, policy.cadence_months)
    while not any(_is(day, month, number) for month, number in policy.fixed_dates):
        day -= _DAY
    return day


def _is(day: date, month: int, number: int) -> bool:
    """Whether it is this day of the year, or the 28th for the 29th where there is none."""
    if (day.month, day.day) == (month, number):
        return True
    leap_day = (month, number) == (2, 29)
    return leap_day and (day.month, day.day) == (2, 28) and (day + _DAY).month == 3


def _fresh(policy: Policy, day: date) -> Cycle:
    months = policy.cadence_months
    if policy.fixed_dates:
        ends_on = common_date(policy, day)
        return Cycle(day, ends_on, ends_on, -months, months)
    return Cycle(day, anniversary(day, months), day, 0, months)


def _next(policy: Policy, cycle: Cycle, day: date) -> Cycle:
    start, before = cycle.start, cycle.before + cycle.asked
    if anniversary(start, before) != cycle.ends_on:
        start, before = cycle.ends_on, 0
    ends_on = anniversary(start, before + policy.cadence_months)
    return Cycle(day, ends_on, start, before, policy.cadence_months)


def _aligned(policy: Policy, fresh: Cycle, neighbours: Neighbours) -> Cycle:
    if not policy.align or policy.fixed_dates:
        return fresh
    day, months = fresh.completed_on, policy.cadence_months
    best = None
    for periods in neighbours:
        running = None
        for one in periods:
            running = one if one.completed_on <= day else running
        if running is None or not _fits(policy, running.valid_through, day):
            continue
        if best is None or running.valid_through > best.valid_through:
            best = running
    if best is None:
        return fresh
    before = best.months - months
    return Cycle(day, best.valid_through, best.anchor, before, months, aligned=True)


def _fits(policy: Policy, ends_on: date, day: date) -> bool:
    furthest = anniversary(day, min(12, policy.cadence_months))
    return anniversary(day, 6) <= ends_on <= furthest


@cache
def _page(year: int, month: int) -> list[date]:
    days = calendar.Calendar().itermonthdates(year, month)
    return [day for day in days if day.month == month]
