"""Values to test with: plain, invented, and the same on each run."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lms.kernel.access import ALLOWED, Actor, Role
from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.kernel.keyring import Keyring
from lms.kernel.work import Organization
from lms.people.model import Worker
from lms.requirements.model import Audience, Basis, Requirement, Version

NOON: Final = datetime(2026, 1, 31, 12, tzinfo=UTC)
"""When tests begin: late in a month, so that month ends matter."""

ORGANIZATION: Final = Organization(
    name="Alder Quay Billing",
    public_url="https://training.alderquay.example",
    time_zone="America/New_York",
    contact_name="Ines Marlow",
    contact_email="compliance@alderquay.example",
    signatory="Ines Marlow",
    signatory_role="Compliance Officer",
)

WORKER: Final = Worker(
    id=WorkerId("W-001"),
    name="Tova Lindqvist",
    email="tova.lindqvist@alderquay.example",
    team="Claims",
    role="billing",
    manager=None,
    employer="Alder Quay Billing",
    hired_on=date(2025, 3, 3),
    ended_on=None,
    time_zone="America/New_York",
    language="en",
)


REQUIREMENT: Final = Requirement(
    id=RequirementId("part2-core-annual"),
    course=CourseId("part2-core"),
    audience=Audience(everyone=True),
    basis=Basis.POLICY,
    citation="Training policy 4.2",
    from_on=date(2024, 1, 1),
    cadence_months=12,
    window_days=60,
    keep_anniversary=True,
    initial_days=30,
    return_days=14,
)


@dataclass
class StillClock:
    """A clock that shows the same instant until somebody moves it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Read the clock."""
        return self.now

    def forward(self, **by: float) -> datetime:
        """Move the clock on, by `days=1` or whatever `timedelta` takes, and read it."""
        self.now += timedelta(**by)
        return self.now


def counted_ids() -> Callable[[], UUID]:
    """Return a maker of ids: 1, 2, 3, …, each a UUID."""
    numbers = count(1)
    return lambda: UUID(int=next(numbers))


def a_keyring(folder: Path) -> Keyring:
    """Keys that sign from long before the day tests begin, in a folder of this one."""
    keys = Keyring(folder / "keys")
    keys.make(date(2024, 1, 1), ORGANIZATION.name)
    return keys


def a_worker(**changes: Any) -> Worker:  # noqa: ANN401 - any of its fields
    """A biller in the claims team, or somebody who differs from her in these fields."""
    return replace(WORKER, **changes)


def an_actor(role: Role = Role.WORKER, **changes: Any) -> Actor:  # noqa: ANN401 - any field
    """Somebody signed in under a role; workers and managers are worker W-001 if not told."""
    training = role in {Role.WORKER, Role.MANAGER}
    actor = Actor(
        account=f"account-of-{role}",
        name=WORKER.name if training else f"The {role}",
        permissions=ALLOWED[role],
        worker=WORKER.id if training else None,
    )
    return replace(actor, **changes)


def a_requirement(**changes: Any) -> Requirement:  # noqa: ANN401 - any field may change
    """Return a yearly requirement for everyone, but for what the test cares about."""
    return replace(REQUIREMENT, **changes)


def decided(requirement: Requirement, **changes: Any) -> Version:  # noqa: ANN401 - any field may change
    """The requirement as it was first decided, in force from its own first day."""
    return replace(Version(requirement, requirement.from_on), **changes)
