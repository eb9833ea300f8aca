"""The words of a worker's standing: policy, duty, completion, period, the dates and the status."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self


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


@dataclass(frozen=True, slots=True)
class Policy:
    """What one requirement asks, in calendar months and in days."""

    cadence_months: int = 12
    window_days: int = 60
    keep_anniversary: bool = True
    initial_days: int = 30
    return_days: int = 14


@dataclass(frozen=True, slots=True)
class Completion:
    """A worker passed everything a course version asks, on a civil day of the worker's own zone.

    A version of None is older than every version.
    """

    completed_on: date
    version: int | None


@dataclass(frozen=True, slots=True)
class Extension:
    """A later day to act by, `until` inclusive; it never makes a completion valid for longer."""

    decided_on: date
    until: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A span in which the training is required: `from_on` is its trigger and its first day.

    `until_on` is the first day no longer required, or None while no end is known. `cause` reads
    before a date, in the sentence that explains the due day: "hired", "joined the team".
    """

    from_on: date
    until_on: date | None
    cause: str


@dataclass(frozen=True, slots=True)
class History:
    """What happened to one worker under one requirement.

    Of two completions on one day, the one given first counts.
    """

    duties: tuple[Duty, ...] = ()
    completions: tuple[Completion, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def until(self, day: date) -> Self:
        """Leave out what happened after `day`.

        An end that lies after `day` is kept, because it changes no day before it.
        """
        return replace(
            self,
            duties=tuple(duty for duty in self.duties if duty.from_on <= day),
            completions=tuple(done for done in self.completions if done.completed_on <= day),
            extensions=tuple(given for given in self.extensions if given.decided_on <= day),
        )


class Reckoning(StrEnum):
    """From which day a period's validity was counted, and so why it ends when it ends."""

    FIRST = "first"  # nothing came before it
    KEPT = "kept"  # renewed in the window: the next anniversary of the same anchor
    UNCHANGED = "unchanged"  # repeated so soon that a new anchor would give no later day
    EARLY = "early"  # renewed before the window: counted from that day
    LATE = "late"  # renewed after the last valid day: counted from that day
    STRICT = "strict"  # the policy counts from every completion


@dataclass(frozen=True, slots=True)
class Period:
    """What one completion is worth: it counts through `valid_through`, inclusive.

    `valid_through` is the `cycle`-th anniversary of `anchor`. `days_late` counts from the last
    valid day of the period before; whether a duty ran in those days is for the duties to say.
    """

    anchor: date
    cycle: int
    completed_on: date
    version: int | None
    valid_through: date
    reckoning: Reckoning
    days_late: int = 0

    @property
    def kept_anniversary(self) -> bool:
        """Whether this completion left the anchor where it was."""
        return self.reckoning in {Reckoning.KEPT, Reckoning.UNCHANGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The dates from which the status of any day follows; never the status itself.

    They hold from the day of the latest event on. Completion, validity and window are None when
    no completion counts. Inclusive last days: `valid_through`, `due_on`, `act_by`,
    `stale_act_by`, `exempt_until`. First days of what comes after: `required_until`,
    `leave_back`. `due_on` is the ordinary due day; `act_by` is that day or a later one that an
    extension or a return from leave allows.
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
