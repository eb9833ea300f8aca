"""The words of a worker's standing: duty, completion, absence, period, dates and status."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from lms.standing.policy import Policy


class Status(StrEnum):
    """What a worker's standing is called on one civil day; exactly one holds."""

    NOT_REQUIRED = "not_required"
    EXEMPT = "exempt"
    ON_LEAVE = "on_leave"
    ON_LEAVE_LAPSED = "on_leave_lapsed"
    ASSIGNED = "assigned"
    OVERDUE = "overdue"
    EXPIRED = "expired"
    EXPIRED_EXTENDED = "expired_extended"
    STALE = "stale"
    STALE_OVERDUE = "stale_overdue"
    RENEW_OPEN = "renew_open"
    CURRENT = "current"

    @property
    def compliant(self) -> bool | None:
        """True or False when counted; None when left out of the ratio and listed instead."""
        if self in _NOT_COUNTED:
            return None
        return self in _COMPLIANT

    @property
    def late(self) -> bool:
        """Whether the day by which the worker had to act has passed."""
        return self in _LATE


_NOT_COUNTED = frozenset(
    {Status.NOT_REQUIRED, Status.EXEMPT, Status.ON_LEAVE, Status.ON_LEAVE_LAPSED}
)
_COMPLIANT = frozenset({Status.CURRENT, Status.RENEW_OPEN, Status.STALE})
_LATE = frozenset({Status.OVERDUE, Status.EXPIRED, Status.STALE_OVERDUE})


class Completion(NamedTuple):
    """A worker passed everything a course version asks, on a civil day of the worker's own zone.

    A version of None is older than every version. A refresher brings a worker to its version and
    earns no validity. `recorded_on` is the day it became known here, None for its own day.
    """

    completed_on: date
    version: int | None
    refresher: bool = False
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """A later day to act by, `until` inclusive; it never makes a completion valid for longer."""

    decided_on: date
    until: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` on; `end` is the first day no longer in it, None while none is known."""

    first: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.first <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version of a course, as far as it can make what was learned before it stale."""

    number: int
    effective_on: date
    material: bool
    refresh_days: int
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """A span in which the training is required: `from_on` is its trigger and its first day.

    `until_on` is the first day no longer required, or None while no end is known. `cause` reads
    before a date, in the sentence that explains the due day: "hired", "joined the team".
    """

    from_on: date
    until_on: date | None
    cause: str


class Reckoning(StrEnum):
    """From which day a period's validity was counted, and so why it ends when it ends."""

    FIRST = "first"  # nothing came before it
    KEPT = "kept"  # renewed in the window: the next anniversary of the same anchor
    UNCHANGED = "unchanged"  # repeated so soon that a new anchor would give no later day
    EARLY = "early"  # renewed before the window: counted from that day
    LATE = "late"  # renewed after the last valid day: counted from that day
    STRICT = "strict"  # the policy counts from every completion
    COMMON = "common"  # the policy has common dates
    ALIGNED = "aligned"  # a first completion took the anniversary of another requirement


class Period(NamedTuple):
    """What one completion is worth: it counts through `valid_through`, inclusive.

    `valid_through` lies `months` after `anchor`, unless a change of the policy dated it again
    (`redated_on`). `policy` is the one it was counted by. `days_late` counts from the last valid
    day of the period before; whether a duty ran in those days is for the duties to say.
    """

    anchor: date
    months: int
    completed_on: date
    version: int | None
    valid_through: date
    reckoning: Reckoning
    policy: Policy
    days_late: int = 0
    redated_on: date | None = None
    recorded_on: date | None = None

    @property
    def kept_anniversary(self) -> bool:
        """Whether this completion left the anchor where it was."""
        return self.reckoning in {Reckoning.KEPT, Reckoning.UNCHANGED}


@dataclass(frozen=True, slots=True)
class History:
    """What happened to one worker under one requirement, and what was published meanwhile.

    Of two completions on one day, the one given first counts. `waivers` and `leaves` are known
    from the start; `neighbours` are the periods of the worker's other requirements, one tuple
    each, whose anniversaries a first completion may take.
    """

    duties: tuple[Duty, ...] = ()
    completions: tuple[Completion, ...] = ()
    extensions: tuple[Extension, ...] = ()
    leaves: tuple[Span, ...] = ()
    waivers: tuple[Span, ...] = ()
    editions: tuple[Edition, ...] = ()
    neighbours: tuple[tuple[Period, ...], ...] = ()

    def until(self, day: date) -> Self:
        """Leave out what happened after `day`.

        An end that lies after `day` is kept, because it changes no day before it; so are leaves
        and waivers, which are agreed beforehand, and editions, which may be read before they
        take effect.
        """
        if not self._goes_on_after(day):
            return self
        return replace(
            self,
            duties=tuple(duty for duty in self.duties if duty.from_on <= day),
            completions=tuple(done for done in self.completions if done.completed_on <= day),
            extensions=tuple(given for given in self.extensions if given.decided_on <= day),
        )

    def _goes_on_after(self, day: date) -> bool:
        days = [
            *[duty.from_on for duty in self.duties],
            *[done.completed_on for done in self.completions],
            *[given.decided_on for given in self.extensions],
        ]
        return max(days, default=day) > day


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The dates from which the status of a day follows; never the status itself.

    They hold from the day they were told for until something happens, or begins. Completion,
    validity and window are None when no completion counts. Inclusive last days: `valid_through`,
    `due_on`, `act_by`, `stale_act_by`, `exempt_until`. First days of what comes after:
    `required_until`, `leave_back`. `due_on` is the ordinary due day; `act_by` is that day or a
    later one that an extension or a return from leave allows.
    """

    required_from: date | None = None
    required_until: date | None = None
    completed_on: date | None = None
    course_version: int | None = None
    valid_through: date | None = None
    window_opens_on: date | None = None
    due_on: date | None = None
    act_by: date | None = None
    stale_from: date | None = None
    stale_act_by: date | None = None
    exempt_from: date | None = None
    exempt_until: date | None = None
    leave_from: date | None = None
    leave_back: date | None = None
    longest_interval_days: int | None = None
    why: str = ""
