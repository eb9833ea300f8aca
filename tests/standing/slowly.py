"""A slow second opinion: what holds on each day, found by walking through the days one by one."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from lms.standing.gaps import Cause
from lms.standing.model import Completion, History, Span, Status
from lms.standing.policy import OpenCycles, Terms
from tests.standing.cycles import Cycle, counted_again, finished
from tests.standing.invented import Case

_DAY = timedelta(days=1)
_LATE = {Status.OVERDUE, Status.EXPIRED, Status.STALE_OVERDUE}


class Told(NamedTuple):
    """What is said of one day: of the completion that counts, and of what is asked."""

    status: Status
    valid_through: date | None
    act_by: date | None
    days_late: int
    cause: Cause | None


class _Asked(NamedTuple):
    """By when: the ordinary day, the one that a return allows, and the latest of all."""

    due: date
    allowed: date
    act_by: date


def told_on(case: Case, days: Collection[date]) -> dict[date, Told]:
    """Tell some days: of each, what had happened by then."""
    history = case.history
    changes: dict[date, list[Terms]] = defaultdict(list)
    for change in case.terms[1:]:
        changes[change.effective_on].append(change)
    done: dict[date, list[Completion]] = defaultdict(list)
    for each in history.completions:
        done[each.completed_on].append(each)
    walker, told = _Walker(case), {}
    covered_then = _covered_as_recorded(case, days)
    day = min([*days, *changes, *done, *(duty.from_on for duty in history.duties)])
    for _ in range((max(days) - day).days + 1):
        walker.goes_on(day, changes.get(day, ()), done.get(day, ()))
        if day in days:
            told[day] = walker.tells(day, covered_then)
        day += _DAY
    return told


def slow_status(case: Case, day: date) -> Status:
    """The status of one day, in the words of the rules."""
    return told_on(case, {day})[day].status


def _covered_as_recorded(case: Case, days: Collection[date]) -> Callable[[date], bool]:
    """Say of which days it was known at their time that they are covered."""
    done = case.history.completions
    if all(one.recorded_on is None for one in done):
        return lambda _: True
    covered: set[date] = set()
    entered = sorted({_entered_on(one) for one in done})
    for begins, ends in pairwise((*entered, date.max)):
        known = [one._replace(recorded_on=None) for one in done if _entered_on(one) <= begins]
        then = case._replace(history=replace(case.history, completions=tuple(known)))
        within = {day for day in days if begins <= day < ends}
        for day, one in told_on(then, within).items() if within else ():
            if one.valid_through and day <= one.valid_through:
                covered.add(day)
    return covered.__contains__


def required_days(history: History) -> "Painted":
    """The days on which the training is required."""
    return Painted(tuple(Span(duty.from_on, duty.until_on) for duty in history.duties))


def _entered_on(done: Completion) -> date:
    return done.recorded_on or done.completed_on


class _Walker:
    """Somebody who goes from day to day, and knows what happened so far."""

    def __init__(self, case: Case) -> None:
        self.history: History = case.history
        self.policy = case.terms[0].policy
        self.cycle: Cycle | None = None
        self.trigger: date | None = None
        self.due = date.min
        self.read: set[int] = set()
        self.trained = False
        self.required = required_days(case.history)
        self.away, self.waived = Painted(case.history.leaves), Painted(case.history.waivers)

    def goes_on(self, day: date, changes: Sequence[Terms], done: Sequence[Completion]) -> None:
        """Take in what a day brings."""
        for change in changes:
            self.policy = change.policy
            if change.open_cycles is OpenCycles.REDATE:
                self._dates_again(change, day)
        if day not in self.required:
            self.trigger = None
        elif self.trigger is None:
            self.trigger, self.due = day, day + self.policy.initial_days * _DAY
        for each in done:
            self.read |= {each.version} if each.version is not None else set()
        if any(not each.refresher for each in done):
            self.cycle = finished(self.policy, self.cycle, day, self.history.neighbours)

    def _dates_again(self, change: Terms, day: date) -> None:
        spared = max(day, change.protected_until or day)
        if self.trigger is not None and self.trigger < day <= self.due:
            anew = self.trigger + change.policy.initial_days * _DAY
            self.due = max(anew, min(self.due, spared))
        if self.cycle and self.cycle.completed_on < day <= self.cycle.ends_on:
            again = counted_again(change.policy, self.cycle)
            ends_on = max(again.ends_on, min(self.cycle.ends_on, spared))
            if ends_on != self.cycle.ends_on:
                self.cycle = replace(again, ends_on=ends_on)

    def tells(self, day: date, covered_then: Callable[[date], bool]) -> Told:
        """Tell the day."""
        if self.trigger is None:
            return Told(Status.NOT_REQUIRED, None, None, 0, None)
        ends_on = self.cycle.ends_on if self.cycle else None
        if ends_on is not None and ends_on < self.trigger:
            ends_on = None
        due = ends_on or self.due
        allowed = self._on_return(due)
        asked = _Asked(due, allowed, max([allowed, *self._extended(day)]))
        status, shown = self._status(day, ends_on, asked)
        days_late = (day - shown).days if shown and status in _LATE else 0
        if ends_on is not None and day <= ends_on:
            cause = None if covered_then(day) else Cause.IMPORTED_LATE
            cause = Cause.STALE if status is Status.STALE_OVERDUE else cause
        else:
            cause = self._cause(day, status, asked)
        return Told(status, ends_on, shown, days_late, cause)

    def _status(
        self, day: date, ends_on: date | None, asked: _Asked
    ) -> tuple[Status, date | None]:
        if day in self.waived:
            return Status.EXEMPT, None
        if day in self.away:
            return (Status.ON_LEAVE if day <= asked.due else Status.ON_LEAVE_LAPSED), None
        late = day > asked.act_by
        if ends_on is None:
            return (Status.OVERDUE if late else Status.ASSIGNED), asked.act_by
        if day > ends_on:
            return (Status.EXPIRED if late else Status.EXPIRED_EXTENDED), asked.act_by
        refresh_by = min(self._owed(day), default=None)
        if refresh_by is not None:
            return (Status.STALE_OVERDUE if day > refresh_by else Status.STALE), refresh_by
        opened = (ends_on - day).days <= self.policy.window_days
        return (Status.RENEW_OPEN if opened else Status.CURRENT), ends_on

    def _cause(self, day: date, status: Status, asked: _Asked) -> Cause:
        if status is Status.EXEMPT:
            return Cause.WAIVER
        if status in {Status.ON_LEAVE, Status.ON_LEAVE_LAPSED}:
            return Cause.LEAVE
        if day > asked.act_by:
            return Cause.LATE if self.cycle else Cause.NEVER_TRAINED
        if day <= asked.due:
            return Cause.NEW_REQUIREMENT
        return Cause.RETURN_ALLOWANCE if day <= asked.allowed else Cause.EXTENSION

    def _on_return(self, due: date) -> date:
        for first, end in self.away.runs:
            allowed = end + self.policy.return_days * _DAY
            due = allowed if first <= due <= allowed else due
        return due

    def _extended(self, day: date) -> list[date]:
        done_on = self.cycle.completed_on if self.cycle else date.min
        given = self.history.extensions
        return [each.until for each in given if done_on < each.decided_on <= day]

    def _owed(self, day: date) -> Iterator[date]:
        for one in self.history.editions:
            reached = any(number >= one.number for number in self.read)
            if one.material and one.effective_on <= day and not reached:
                yield one.effective_on + one.refresh_days * _DAY
        floor = self.policy.rule_floor
        if floor is not None and floor.from_on <= day:
            taught = {one.number for one in self.history.editions if floor.rule in one.rules}
            if not taught & self.read:
                yield floor.from_on + floor.refresh_days * _DAY


class Painted:
    """Days painted into a calendar; `runs` are those in a row, with the first day after each."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._endless = min((one.first for one in spans if one.end is None), default=date.max)
        self._days = {day for one in spans if one.end is not None for day in _days(one)}
        self.runs: list[tuple[date, date]] = []
        for day in sorted(self._days):
            if self.runs and self.runs[-1][1] == day:
                self.runs[-1] = (self.runs[-1][0], day + _DAY)
            else:
                self.runs.append((day, day + _DAY))
        self.runs = [run for run in self.runs if run[1] < self._endless]

    def __contains__(self, day: date) -> bool:
        return day in self._days or day >= self._endless


def _days(span: Span) -> Iterator[date]:
    day = span.first
    while span.end is not None and day < span.end:
        yield day
        day += _DAY
