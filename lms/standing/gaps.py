"""Gaps: the days on which a training was required and not covered, each with its cause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from lms.standing.absences import due_on_return, merged
from lms.standing.derivation import standing_of
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


class _Piece(NamedTuple):
    """Days in a row that are judged alike, and the dates that decide them.

    `known_then` holds the dates by what had been recorded, `allowed_on` the last day that a
    return from leave allows.
    """

    from_on: date
    to_on: date
    standing: Standing
    known_then: Standing
    allowed_on: date | None


def stretches_of(
    terms: tuple[Terms, ...], history: History, first: date, last: date
) -> tuple[Stretch, ...]:
    """Tile the required days of an interval, both ends inclusive, into covered days and gaps.

    Each day is judged as of itself, with what happened by then. A day that a completion covers
    which was recorded only later is a gap too, with that as its cause.
    """
    found: list[Stretch] = []
    for piece in _pieces(terms, history, first, last):
        if status_on(piece.standing, piece.from_on) is Status.NOT_REQUIRED:
            continue
        cause, note = _judged(terms, history, piece)
        before = found[-1] if found else None
        if (
            before is not None
            and before.to_on + _DAY == piece.from_on
            and (before.cause, before.note) == (cause, note)
        ):
            found[-1] = replace(before, to_on=piece.to_on)
        else:
            found.append(Stretch(piece.from_on, piece.to_on, cause, note))
    return tuple(found)


def gaps_of(
    terms: tuple[Terms, ...], history: History, first: date, last: date
) -> tuple[Stretch, ...]:
    """Return the stretches of an interval that are gaps, in order."""
    return tuple(one for one in stretches_of(terms, history, first, last) if one.cause)


def _judged(terms: tuple[Terms, ...], history: History, piece: _Piece) -> tuple[Cause | None, str]:
    standing, day = piece.standing, piece.from_on
    status = status_on(standing, day)
    if _covers(standing, day):
        if status is Status.STALE_OVERDUE:
            return Cause.STALE, f"a newer version was to be read by {_said(standing.stale_act_by)}"
        if _covers(piece.known_then, day):
            return None, ""
        return Cause.IMPORTED_LATE, _entered_later(terms, history, day)
    return _uncovered(terms, history, piece, status)


def _uncovered(
    terms: tuple[Terms, ...], history: History, piece: _Piece, status: Status
) -> tuple[Cause, str]:
    standing, day = piece.standing, piece.from_on
    if status is Status.EXEMPT:
        return Cause.WAIVER, f"exempt until {_said(standing.exempt_until)}"
    if status in {Status.ON_LEAVE, Status.ON_LEAVE_LAPSED}:
        back = standing.leave_back
        return Cause.LEAVE, f"first day back {in_words(back)}" if back else "on leave"
    if standing.act_by is not None and day > standing.act_by:
        trained = any(not one.refresher for one in history.until(day).completions)
        return (Cause.LATE if trained else Cause.NEVER_TRAINED), f"due {_said(standing.act_by)}"
    return _allowed(piece, policy_on(terms, day).return_days)


def _allowed(piece: _Piece, return_days: int) -> tuple[Cause, str]:
    """Tell what allowed a day without coverage: the first days, a return, or an extension."""
    due_on, allowed_on = piece.standing.due_on, piece.allowed_on
    if due_on is not None and piece.from_on <= due_on:
        return Cause.NEW_REQUIREMENT, f"first completion due {in_words(due_on)}"
    if allowed_on is not None and piece.from_on <= allowed_on:
        return Cause.RETURN_ALLOWANCE, f"{return_days} days after the return"
    return Cause.EXTENSION, f"extended until {_said(piece.standing.act_by)}"


def _entered_later(terms: tuple[Terms, ...], history: History, day: date) -> str:
    """Tell which training covers a day, and when that became known."""
    for entered_on in sorted(map(_recorded_on, history.completions)):
        standing = standing_of(terms, _recorded_by(history, entered_on), day)
        if entered_on > day and _covers(standing, day):
            done_on = _said(standing.completed_on)
            return f"covered by training of {done_on}, recorded {in_words(entered_on)}"
    return "covered by training recorded later"


def _covers(standing: Standing, day: date) -> bool:
    return standing.valid_through is not None and day <= standing.valid_through


def _recorded_by(history: History, day: date) -> History:
    """Leave out completions that were recorded only after a day."""
    by_then = tuple(one for one in history.completions if _recorded_on(one) <= day)
    if len(by_then) == len(history.completions):
        return history
    return replace(history, completions=by_then)


def _recorded_on(done: Completion) -> date:
    return done.recorded_on or done.completed_on


def _said(day: date | None) -> str:
    return in_words(day) if day else "no day"


def _pieces(
    terms: tuple[Terms, ...], history: History, first: date, last: date
) -> Iterator[_Piece]:
    """Cut an interval where the judgement could change, and give the dates that decide each."""
    if first > last:
        return
    turns = sorted({first, *(day for day in _events(terms, history) if first < day <= last)})
    for start, end in _between(turns, last):
        standing = standing_of(terms, history, start)
        as_recorded = _recorded_by(history, start)
        known_then = standing
        if as_recorded is not history:
            known_then = standing_of(terms, as_recorded, start)
        return_days = policy_on(terms, start).return_days
        due_on = standing.due_on
        allowed_on = due_on and due_on_return(due_on, history.leaves, return_days)
        # Between two events only the passing of a date that follows from them changes anything.
        passed = (*_deciding(standing), known_then.valid_through, allowed_on)
        inside = {day + _DAY for day in passed if day and start <= day < end}
        for from_on, to_on in _between(sorted({start, *inside}), end):
            yield _Piece(from_on, to_on, standing, known_then, allowed_on)


def _deciding(standing: Standing) -> tuple[date | None, ...]:
    return standing.valid_through, standing.due_on, standing.act_by, standing.stale_act_by


def _between(turns: list[date], last: date) -> Iterator[tuple[date, date]]:
    for at, start in enumerate(turns):
        yield start, turns[at + 1] - _DAY if at + 1 < len(turns) else last


def _events(terms: tuple[Terms, ...], history: History) -> Iterator[date]:
    for duty in history.duties:
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
