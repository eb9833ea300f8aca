"""The words of requirements: basis, audience, requirement."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.kernel.ids import CourseId, RequirementId


class Basis(StrEnum):
    """What a requirement rests on. Part 2 itself sets no training interval."""

    LAW = "law"
    CONTRACT = "contract"
    POLICY = "policy"
    PROPOSED = "proposed"


EVERY_AGREEMENT = "*"
"""Stands for all agreements where an audience names some."""


@dataclass(frozen=True)
class Audience:
    """Of whom something is required: everyone, or whoever has one of the roles or teams.

    `agreements` reaches whoever serves one of them, on the days on which they do.
    """

    everyone: bool = False
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()

    def holds(self, role: str, team: str) -> bool:
        """Say whether a worker of this role and team belongs to it, whatever they serve."""
        return self.everyone or role in self.roles or team in self.teams

    @property
    def reaches_others(self) -> bool:
        """Whether it reaches anybody who serves no agreement."""
        return self.everyone or bool(self.roles) or bool(self.teams)

    def holds_agreement(self, agreement: str) -> bool:
        """Say whether whoever serves an agreement belongs to it."""
        return EVERY_AGREEMENT in self.agreements or agreement in self.agreements


@dataclass(frozen=True)
class Floor:
    """From `from_on` on, only a version will do that teaches `rule`; `refresh_days` to read it."""

    rule: str
    from_on: date
    refresh_days: int


@dataclass(frozen=True)
class Requirement:
    """One thing that is required of an audience, on a basis, again every so many months.

    It exists from `from_on`, and no more from `until_on`. `fixed_dates` are months and days,
    written 10-31.
    """

    id: RequirementId
    course: CourseId
    audience: Audience
    basis: Basis
    citation: str
    from_on: date
    cadence_months: int
    window_days: int
    keep_anniversary: bool
    initial_days: int
    return_days: int
    fixed_dates: tuple[str, ...] = ()
    align: bool = False
    rule_floor: Floor | None = None
    grace_days: int = 0
    until_on: date | None = None

    def concerns(self, agreement: str) -> bool:
        """Say whether it is any business of an agreement, so that its client may read of it.

        What is asked of whoever serves other agreements is not; nor is what rests on a contract
        and does not name this one, for nobody can tell whose contract that is.
        """
        own = self.audience.holds_agreement(agreement)
        return own or (self.basis is not Basis.CONTRACT and self.audience.reaches_others)

    @property
    def dates(self) -> tuple[object, ...]:
        """What dates running cycles: two requirements that agree in it date all of them alike."""
        return (
            self.cadence_months,
            self.keep_anniversary,
            self.initial_days,
            self.fixed_dates,
        )


@dataclass(frozen=True)
class Version:
    """A requirement as it stands from a day on.

    `redates` says that cycles which are open on that day are dated again by it, and then asks
    for nothing before `protected_until` that was not asked already; else it leaves them alone.
    """

    requirement: Requirement
    effective_on: date
    redates: bool = False
    protected_until: date | None = None
