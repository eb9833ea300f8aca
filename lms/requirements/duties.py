"""On which days somebody must hold a requirement, and what began that."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, Protocol

from lms.requirements.model import Requirement, Version


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


class Served(Protocol):
    """Days on which somebody served an agreement, both ends inclusive."""

    @property
    def agreement(self) -> str:
        """The agreement."""

    @property
    def from_on(self) -> date:
        """The first day of service."""

    @property
    def to_on(self) -> date | None:
        """The last day of service, or None while no end is known."""


class DutySpan(NamedTuple):
    """Days on which the requirement is owed; `cause` reads before the first day."""

    from_on: date
    until_on: date | None
    cause: str


class _Days(NamedTuple):
    from_on: date
    until_on: date | None

    def within(self, from_on: date, until_on: date | None) -> "_Days":
        end = self.until_on
        if end is None or (until_on is not None and until_on < end):
            end = until_on
        return _Days(max(self.from_on, from_on), end)

    @property
    def empty(self) -> bool:
        return self.until_on is not None and self.until_on <= self.from_on


class Ruled(NamedTuple):
    """A version of a requirement, and the days that it decides."""

    requirement: Requirement
    days: _Days


def duties_of(
    versions: tuple[Version, ...],
    stretches: Iterable[Placed],
    services: Iterable[Served] = (),
) -> tuple[DutySpan, ...]:
    """Return the days on which a worker owes a requirement, in order.

    A duty begins on the latest of hire (or rehire), the start in its audience, and the day
    from which the requirement exists. Stretches that touch give spans that touch. Each version
    of the requirement decides the days from its own day to that of the next; the first decides
    all days before it.
    """
    return duties_in(in_force(versions), tuple(stretches), tuple(services))


def duties_in(
    rules: Sequence[Ruled], stretches: Sequence[Placed], services: Sequence[Served]
) -> tuple[DutySpan, ...]:
    """Return the same from what `in_force` told, which is the same for every worker."""
    spans = [span for one in rules for span in _owed(one, stretches, services)]
    if len(spans) > 1:
        spans.sort(key=lambda span: span.from_on)
    return tuple(spans)


def not_overtaken(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """Leave out versions that another, decided later, took the place of before their day came."""
    standing: list[Version] = []
    for version in versions:
        while len(standing) > 1 and standing[-1].effective_on > version.effective_on:
            standing.pop()
        standing.append(version)
    return tuple(standing)


def in_force(versions: tuple[Version, ...]) -> tuple[Ruled, ...]:
    """Return each version with the days that it decides."""
    return tuple(_in_force(versions))


def _in_force(versions: tuple[Version, ...]) -> Iterator[Ruled]:
    for place, (version, following) in enumerate(pairwise((*not_overtaken(versions), None))):
        if version is None:
            continue
        requirement = version.requirement
        begins = date.min if place == 0 else version.effective_on
        days = _Days(begins, following.effective_on if following else None)
        days = days.within(requirement.from_on, requirement.until_on)
        if not days.empty:
            yield Ruled(requirement, days)


def _owed(rule: Ruled, placed: Sequence[Placed], served: Sequence[Served]) -> Iterator[DutySpan]:
    requirement, days = rule
    for stretch in placed:
        employed = days.within(stretch.from_on, stretch.until_on)
        if employed.empty:
            continue
        if requirement.audience.holds(stretch.role, stretch.team):
            hired = stretch.from_on == stretch.hired_on
            cause = "hired" if hired else "moved to this role or team"
            yield _begun(employed, stretch.from_on, cause)
        for service in served:
            if requirement.audience.holds_agreement(service.agreement):
                end = service.to_on + timedelta(days=1) if service.to_on else None
                serving = employed.within(service.from_on, end)
                if not serving.empty:
                    stepped_on = max(service.from_on, stretch.from_on)
                    yield _begun(serving, stepped_on, "began to serve an agreement")


def _begun(owed: _Days, stepped_on: date, cause: str) -> DutySpan:
    """Name what began the duty: the worker's own step, or the requirement if it came later."""
    began = cause if owed.from_on <= stepped_on else "the requirement began"
    return DutySpan(owed.from_on, owed.until_on, began)
