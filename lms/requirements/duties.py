"""On which days somebody must hold a requirement, and what began that."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from lms.requirements.model import Requirement


class Placed(Protocol):
    """Days on which somebody was employed in one role and team; `until_on` is the first not."""

    @property
    def from_on(self) -> date:
        """The first day in this role and team."""

    @property
    def until_on(self) -> date | None:
        """The first day no longer in it, or None while no end is known."""

    @property
    def role(self) -> str:
        """The role."""

    @property
    def team(self) -> str:
        """The team."""

    @property
    def hired_on(self) -> date:
        """The first day of the employment that these days belong to."""


class DutySpan(NamedTuple):
    """Days on which the requirement is owed; `cause` reads before the first day."""

    from_on: date
    until_on: date | None
    cause: str


def duties_of(requirement: Requirement, stretches: Iterable[Placed]) -> tuple[DutySpan, ...]:
    """Return the days on which a worker owes a requirement, in order.

    A duty begins on the latest of hire (or rehire), the start in its audience, and the day
    from which the requirement exists. Stretches that touch give spans that touch.
    """
    spans = (
        _begun(requirement, stretch)
        for stretch in stretches
        if requirement.audience.holds(stretch.role, stretch.team)
    )
    return tuple(span for span in spans if span.until_on is None or span.until_on > span.from_on)


def _begun(requirement: Requirement, stretch: Placed) -> DutySpan:
    if requirement.from_on > stretch.from_on:
        return DutySpan(requirement.from_on, stretch.until_on, "the requirement began")
    hired = stretch.from_on == stretch.hired_on
    cause = "hired" if hired else "moved to this role or team"
    return DutySpan(stretch.from_on, stretch.until_on, cause)
