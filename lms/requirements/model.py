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


@dataclass(frozen=True)
class Audience:
    """Of whom something is required: everyone, or whoever has one of the roles or teams."""

    everyone: bool = False
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    def holds(self, role: str, team: str) -> bool:
        """Say whether a worker of this role and team belongs to the audience."""
        return self.everyone or role in self.roles or team in self.teams


@dataclass(frozen=True)
class Requirement:
    """One thing that is required of an audience, on a basis, again every so many months."""

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
