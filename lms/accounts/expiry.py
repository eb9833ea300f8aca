"""How long a sign-in and a one-time link last."""

from datetime import datetime, timedelta

from lms.accounts.model import SessionLimits
from lms.kernel.access import Role

TOUCH = timedelta(minutes=1)
"""That somebody is still there is noted no more often than this."""


def still_signed_in(
    role: Role, signed_in_at: datetime, seen_at: datetime, now: datetime, limits: SessionLimits
) -> bool:
    """Say whether a sign-in still holds: neither idle too long nor too old.

    A session from the future, as after a clock was set back, holds as if it began now.
    """
    idle = limits.worker_idle if role is Role.WORKER else limits.privileged_idle
    return now - seen_at < idle and now - signed_in_at < limits.longest


def due_for_touch(seen_at: datetime, now: datetime) -> bool:
    """Say whether it is time to note again that somebody is there."""
    return now - seen_at >= TOUCH


def link_valid_for(role: Role) -> timedelta:
    """Return how long a one-time link can be used: an hour for an admin, a day for others."""
    return timedelta(minutes=60) if role is Role.ADMIN else timedelta(hours=24)
