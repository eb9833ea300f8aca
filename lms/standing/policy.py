"""The words of what a requirement asks: policy, rule floor, and terms with the day they begin."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RuleFloor:
    """From `from_on` on, only a course version that teaches `rule` will do.

    Whoever has read none is stale, and has `refresh_days` to read one.
    """

    rule: str
    from_on: date
    refresh_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What one requirement asks, in calendar months and in days.

    `fixed_dates` are months and days on which everybody's validity ends; with any, the cadence
    and the window are a cap and no count. `align` lets a first completion take the worker's
    existing anniversary. `grace_days` after the last day are for lists alone: they are no
    compliance, and move no date.
    """

    cadence_months: int = 12
    window_days: int = 60
    keep_anniversary: bool = True
    initial_days: int = 30
    return_days: int = 14
    fixed_dates: tuple[tuple[int, int], ...] = ()
    align: bool = False
    rule_floor: RuleFloor | None = None
    grace_days: int = 0


class OpenCycles(StrEnum):
    """What a change of policy does to cycles that are open on its day. Closed ones stay."""

    KEEP = "keep"
    REDATE = "redate"


@dataclass(frozen=True, slots=True)
class Terms:
    """A policy and the day from which it applies.

    Dating open cycles again asks for nothing before that day, nor before `protected_until`,
    unless it was asked already.
    """

    effective_on: date
    policy: Policy
    open_cycles: OpenCycles = OpenCycles.KEEP
    protected_until: date | None = None

    @property
    def asks_from(self) -> date:
        """The first day to which an open cycle may be shortened."""
        return max(self.effective_on, self.protected_until or self.effective_on)


def always(policy: Policy) -> tuple[Terms, ...]:
    """Return the terms of a policy that was never changed."""
    return (Terms(date.min, policy),)


def policy_on(terms: tuple[Terms, ...], day: date) -> Policy:
    """Return the policy that applies on a day; before all terms, that of the first."""
    for one in reversed(terms):
        if one.effective_on <= day:
            return one.policy
    return terms[0].policy
