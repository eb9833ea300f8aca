"""Duties: the spans in which a training is required, put together from what gives rise to it."""

from dataclasses import replace
from datetime import date, timedelta

from lms.standing.model import Duty
from lms.standing.policy import OpenCycles, Terms, policy_on


def first_due_on(terms: tuple[Terms, ...], duty: Duty, day: date) -> date:
    """Return the last day for a first completion: `initial_days` after the trigger.

    A change of policy up to `day`, while that day had not passed, may have dated it again.
    """
    due_on = duty.from_on + timedelta(days=policy_on(terms, duty.from_on).initial_days)
    for change in terms:
        open_then = duty.from_on < change.effective_on <= min(due_on, day)
        if open_then and change.open_cycles is OpenCycles.REDATE:
            anew = duty.from_on + timedelta(days=change.policy.initial_days)
            due_on = max(anew, min(due_on, change.protected_until or date.min))
    return due_on


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
