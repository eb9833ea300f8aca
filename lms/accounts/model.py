"""The words of accounts: account, theme, one-time link, and who is signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from lms.kernel.access import Actor, Role
from lms.kernel.ids import AccountId, WorkerId


class Theme(StrEnum):
    """How pages look to one person: as their device asks, or always light, or always dark."""

    DEVICE = ""
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in. Without a password hash they have not set a password yet."""

    id: AccountId
    email: str
    role: Role
    worker: WorkerId | None
    theme: Theme
    made_at: datetime
    password_hash: str | None = None
    disabled_at: datetime | None = None


@dataclass(frozen=True)
class OneTimeLink:
    """A link that lets its bearer set a password once; the token itself is kept nowhere."""

    account: Account
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class SignedIn:
    """Somebody who is signed in on one device, as one request finds them."""

    actor: Actor
    email: str
    role: Role
    theme: Theme
    token: str
    seen_at: datetime


@dataclass(frozen=True)
class SessionLimits:
    """How long a sign-in lasts without any request, by role, and in all."""

    worker_idle: timedelta = timedelta(minutes=60)
    privileged_idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent and has not confirmed yet."""

    id: UUID
    account: str
    kind: str
    file_name: str
    content: bytes
    made_at: datetime
