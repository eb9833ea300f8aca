"""Absences: leaves, which pause a duty, and waivers, which lift it; both as spans of days."""

from dataclasses import replace
from datetime import date, timedelta

from lms.standing.model import Span


def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the same days as spans with a day off between them, in order."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first):
        if span.end is not None and span.end <= span.first:
            continue
        last = found[-1] if found else None
        if last is not None and (last.end is None or span.first <= last.end):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            found[-1] = replace(last, end=end)
        else:
            found.append(span)
    return tuple(found)


def running_or_next(spans: tuple[Span, ...], day: date) -> Span | None:
    """Return the span that holds the day, or else the first one after it; None if neither."""
    return next((one for one in merged(spans) if one.end is None or one.end > day), None)


def due_on_return(due_on: date, leaves: tuple[Span, ...], return_days: int) -> date:
    """Return the day to act by that leaves allow: the due day, or `return_days` after a return.

    A leave counts when the due day falls within it, or up to `return_days` after the first day
    back; the day it allows may in turn fall within a later leave. A leave without an end allows
    nothing yet: nobody is asked for anything while it runs.
    """
    for leave in merged(leaves):
        if leave.end is None or due_on < leave.first:
            continue
        allowed = leave.end + timedelta(days=return_days)
        due_on = max(allowed, due_on)
    return due_on
