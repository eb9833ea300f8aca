"""Gaps: the days on which a training was required and not covered, each with its cause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from lms.standing.absences import due_on_return, merged
from lms.standing.derivation import standing_of
from lms.standing.duties import unbroken
from lms.standing.explanation import in_words
from lms.standing.model import Completion, History, Span, Standing, Status
from lms.standing.policy import Terms, policy_on
from lms.standing.status import status_on

_DAY = timedelta(days=1)


class Cause(StrEnum):
    """Why a required day was not covered."""

    NEVER_TRAINED = "never_trained"
    LATE = "late"
    LEAVE = "leave"
    RETURN_ALLOWANCE = "return_allowance"
    EXTENSION = "extension"
    WAIVER = "waiver"
    NEW_REQUIREMENT = "new_requirement"
    STALE = "stale"
    IMPORTED_LATE = "imported_late"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Required days in a row, both ends inclusive; a cause of None says that they are covered."""

    from_on: date
    to_on: date
    cause: Cause | None
    note: str = ""

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.to_on - self.from_on).days + 1


def stretches_of(
    terms: tuple[Terms, ...], history: History, first: date, last: date
) -> tuple[Stretch, ...]:
    """Tile the required days of an interval, both ends inclusive, into covered days and gaps.

    Each day is judged as of itself, with what happened by then. A day that a completion covers
    which was recorded only later is a gap too, with that as its cause.
    """
    found: list[Stretch] = []
    for start, end in _pieces(_turns(terms, history, first, last), last):
        standing = standing_of(terms, history, start)
        status = status_on(standing, start)
        if status is Status.NOT_REQUIRED:
            continue
        cause, note = _judged(terms, history, (standing, status), start)
        if (
            found
            and found[-1].to_on + _DAY == start
            and ((found[-1].cause, found[-1].note) == (cause, note))
        ):
            found[-1] = replace(found[-1], to_on=end)
        else:
            found.append(Stretch(start, end, cause, note))
    return tuple(found)


def gaps_of(
    terms: tuple[Terms, ...], history: History, first: date, last: date
) -> tuple[Stretch, ...]:
    """Return the stretches of an interval that are gaps, in order."""
    return tuple(one for one in stretches_of(terms, history, first, last) if one.cause)


def _judged(
    terms: tuple[Terms, ...], history: History, told: tuple[Standing, Status], day: date
) -> tuple[Cause | None, str]:
    standing, status = told
    if standing.valid_through is not None and day <= standing.valid_through:
        if status is Status.STALE_OVERDUE:
            return Cause.STALE, f"a newer version was to be read by {_said(standing.stale_act_by)}"
        return _recorded_late(terms, history, day)
    if status is Status.EXEMPT:
        return Cause.WAIVER, f"exempt until {_said(standing.exempt_until)}"
    if status in {Status.ON_LEAVE, Status.ON_LEAVE_LAPSED}:
        back = standing.leave_back
        return Cause.LEAVE, f"first day back {in_words(back)}" if back else "on leave"
    if standing.act_by is not None and day > standing.act_by:
        trained = any(not one.refresher for one in history.until(day).completions)
        return (Cause.LATE if trained else Cause.NEVER_TRAINED), f"due {_said(standing.act_by)}"
    return _allowed(terms, history, standing, day)


def _allowed(
    terms: tuple[Terms, ...], history: History, standing: Standing, day: date
) -> tuple[Cause, str]:
    """Tell what allowed a day without coverage: the first days, a return, or an extension."""
    due_on = standing.due_on or day
    if day <= due_on:
        return Cause.NEW_REQUIREMENT, f"first completion due {in_words(due_on)}"
    days = policy_on(terms, day).return_days
    if day <= due_on_return(due_on, history.leaves, days):
        return Cause.RETURN_ALLOWANCE, f"{days} days after the return"
    return Cause.EXTENSION, f"extended until {_said(standing.act_by)}"


def _recorded_late(
    terms: tuple[Terms, ...], history: History, day: date
) -> tuple[Cause | None, str]:
    """Say whether the completion that covers a day was recorded only after it."""
    by_then = tuple(one for one in history.completions if _recorded_on(one) <= day)
    if len(by_then) == len(history.completions):
        return None, ""
    known = standing_of(terms, replace(history, completions=by_then), day)
    if known.valid_through is not None and day <= known.valid_through:
        return None, ""
    standing = standing_of(terms, history, day)
    covering = [
        one
        for one in history.completions
        if one.completed_on == standing.completed_on and not one.refresher
    ]
    entered = min(map(_recorded_on, covering))
    done_on = _said(standing.completed_on)
    return (
        Cause.IMPORTED_LATE,
        f"covered by training of {done_on}, recorded {in_words(entered)}",
    )


def _recorded_on(done: Completion) -> date:
    return done.recorded_on or done.completed_on


def _said(day: date | None) -> str:
    return in_words(day) if day else "no day"


def _pieces(turns: list[date], last: date) -> Iterator[tuple[date, date]]:
    for at, start in enumerate(turns):
        yield start, turns[at + 1] - _DAY if at + 1 < len(turns) else last


def _turns(terms: tuple[Terms, ...], history: History, first: date, last: date) -> list[date]:
    """Return every day of the interval on which the judgement could change, in order."""
    changes = set(_events(terms, history))
    inside = sorted(day for day in changes if first < day <= last)
    turns = {first, *inside}
    # Between two events only the passing of a date that follows from them changes anything.
    for start, end in _pieces(sorted(turns), last):
        standing = standing_of(terms, history, start)
        passed = {
            standing.valid_through,
            standing.due_on,
            standing.act_by,
            standing.stale_act_by,
            _return_day(terms, history, standing, start),
        }
        turns |= {day + _DAY for day in passed if day and start <= day < end}
    return sorted(turns) if first <= last else []


def _return_day(
    terms: tuple[Terms, ...], history: History, standing: Standing, day: date
) -> date | None:
    if standing.due_on is None:
        return None
    days = policy_on(terms, day).return_days
    return due_on_return(standing.due_on, history.leaves, days)


def _events(terms: tuple[Terms, ...], history: History) -> Iterator[date]:
    for duty in unbroken(history.duties):
        yield duty.from_on
        if duty.until_on:
            yield duty.until_on
    for done in history.completions:
        yield done.completed_on
        yield _recorded_on(done)
    yield from (given.decided_on for given in history.extensions)
    yield from (one.effective_on for one in history.editions)
    yield from (one.effective_on for one in terms)
    yield from (one.policy.rule_floor.from_on for one in terms if one.policy.rule_floor)
    yield from _edges(merged(history.leaves))
    yield from _edges(merged(history.waivers))


def _edges(spans: tuple[Span, ...]) -> Iterator[date]:
    for span in spans:
        yield span.first
        if span.end:
            yield span.end
