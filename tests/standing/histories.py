"""Histories to test with: short builders, random ones, and a slow second opinion on status."""

import calendar
from datetime import date, timedelta

from hypothesis import strategies as st

from lms.standing.derivation import standing_of
from lms.standing.model import Completion, Duty, Extension, History, Status
from lms.standing.policy import Policy
from lms.standing.status import status_on
from lms.standing.validity import check_policy

ANNUAL = Policy()
STRICT = Policy(keep_anniversary=False)
HIRED = Duty(date(2020, 1, 1), None, "hired")
DAY = timedelta(days=1)


def completed(*days: date, version: int | None = 1) -> tuple[Completion, ...]:
    """One completion on each of the days."""
    return tuple(Completion(day, version) for day in days)


def trained(*days: date) -> History:
    """Somebody hired long ago who completed the course on these days."""
    return History(duties=(HIRED,), completions=completed(*days))


def status_as_of(policy: Policy, history: History, day: date) -> Status:
    """The status on a day, of what had happened by that day."""
    return status_on(standing_of(policy, history.until(day)), day)


days = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy without a fault."""
    policy = Policy(
        cadence_months=draw(st.sampled_from([1, 2, 3, 6, 12, 12, 12, 24, 36])),
        window_days=draw(st.integers(0, 90)),
        keep_anniversary=draw(st.booleans()),
        initial_days=draw(st.integers(0, 60)),
    )
    if check_policy(policy):
        return Policy(policy.cadence_months, 13, policy.keep_anniversary, policy.initial_days)
    return policy


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    """A duty of any length, ended or not; it may have no day at all."""
    from_on = draw(days)
    length = draw(st.none() | st.integers(0, 900))
    return Duty(from_on, None if length is None else from_on + length * DAY, "hired")


@st.composite
def extensions(draw: st.DrawFn) -> Extension:
    """An extension to some day after the one on which it was decided."""
    decided_on = draw(days)
    return Extension(decided_on, decided_on + draw(st.integers(0, 200)) * DAY, "court testimony")


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Any history, its parts in any order."""
    return History(
        duties=tuple(draw(st.lists(duties(), max_size=3))),
        completions=completed(*draw(st.lists(days, max_size=6))),
        extensions=tuple(draw(st.lists(extensions(), max_size=3))),
    )


def slow_status(policy: Policy, history: History, day: date) -> Status:
    """The status found by walking through the days one by one, in the words of the rules."""
    if not _required(history, day):
        return Status.NOT_REQUIRED
    trigger = day
    while _required(history, trigger - DAY, known_by=day):
        trigger -= DAY
    done_on = sorted(
        {each.completed_on for each in history.completions if each.completed_on <= day}
    )
    valid_through = _walk(policy, done_on)
    lapsed = valid_through is None or valid_through < trigger
    due = trigger + policy.initial_days * DAY if lapsed else valid_through
    assert due is not None
    act_by = max([due, *_extended_to(history, day, done_on)])
    if lapsed:
        return Status.OVERDUE if day > act_by else Status.ASSIGNED
    if day > due:
        return Status.EXPIRED if day > act_by else Status.EXPIRED_EXTENDED
    return Status.RENEW_OPEN if (due - day).days <= policy.window_days else Status.CURRENT


def _required(history: History, day: date, known_by: date | None = None) -> bool:
    known = [duty for duty in history.duties if duty.from_on <= (known_by or day)]
    return any(
        duty.from_on <= day and (duty.until_on is None or day < duty.until_on) for duty in known
    )


def _extended_to(history: History, day: date, done_on: list[date]) -> list[date]:
    return [
        given.until
        for given in history.extensions
        if given.decided_on <= day and all(given.decided_on > done for done in done_on)
    ]


def _walk(policy: Policy, done_on: list[date]) -> date | None:
    anchor, steps, valid_through = None, 0, None
    for done in done_on:
        fresh = slow_anniversary(done, policy.cadence_months)
        kept = anchor is not None and valid_through is not None and done <= valid_through
        if kept and policy.keep_anniversary and anchor and valid_through:
            if (valid_through - done).days <= policy.window_days:
                steps += policy.cadence_months
                valid_through = slow_anniversary(anchor, steps)
                continue
            if fresh <= valid_through:
                continue
        anchor, steps, valid_through = done, policy.cadence_months, fresh
    return valid_through


def slow_anniversary(anchor: date, months: int) -> date:
    """The anniversary found by turning the calendar's pages one month at a time."""
    year, month = anchor.year, anchor.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    in_month = [
        day for day in calendar.Calendar().itermonthdates(year, month) if day.month == month
    ]
    return max(day for day in in_month if day.day <= anchor.day)
