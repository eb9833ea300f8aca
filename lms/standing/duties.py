"""Duties: the spans in which a training is required, put together from what gives rise to it."""

from dataclasses import replace
from datetime import date, timedelta

from lms.standing.model import Duty, Policy


def first_due_on(policy: Policy, duty: Duty) -> date:
    """Return the last day for a first completion: `initial_days` after the trigger."""
    return duty.from_on + timedelta(days=policy.initial_days)


def unbroken(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Return the same required days as spans with a day off between them, in order.

    Spans that overlap or touch are one duty with the trigger of the first: whoever changes teams
    without a day between is not given a second initial period. A span without a day is no duty.
    """
    spans: list[Duty] = []
    for duty in sorted(duties, key=lambda each: each.from_on):
        if duty.until_on is not None and duty.until_on <= duty.from_on:
            continue
        if spans and _reaches(spans[-1].until_on, duty.from_on):
            spans[-1] = replace(spans[-1], until_on=_later_end(spans[-1].until_on, duty.until_on))
        else:
            spans.append(duty)
    return tuple(spans)


def _reaches(end: date | None, day: date) -> bool:
    return end is None or end >= day


def _later_end(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
