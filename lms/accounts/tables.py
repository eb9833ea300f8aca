"""How accounts, sessions, one-time links, throttles and waiting files are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class AccountRow(Base):
    """Somebody who may sign in. `email` is normalised and unique; `worker_id` may be none."""

    __tablename__ = "lms_account"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    worker_id: Mapped[str | None] = mapped_column(Name, ForeignKey("lms_worker.id"), unique=True)
    password_hash: Mapped[str | None]
    theme: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)


class SessionRow(Base):
    """One sign-in on one device. Only the token's SHA-256 is kept."""

    __tablename__ = "lms_session"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_account.id"), index=True)
    signed_in_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class OneTimeLinkRow(Base):
    """A link that lets its bearer set a password once. Only the token's SHA-256 is kept."""

    __tablename__ = "lms_one_time_link"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_account.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class TranscriptLinkRow(Base):
    """A link that lets its bearer take one transcript. Only the token's SHA-256 is kept."""

    __tablename__ = "lms_transcript_link"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name, ForeignKey("lms_worker.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class ThrottleRow(Base):
    """How often something failed for a key within a window of time."""

    __tablename__ = "lms_throttle"

    key: Mapped[str] = mapped_column(primary_key=True)
    window_began_at: Mapped[datetime] = mapped_column(Instant)
    failures: Mapped[int]


class UploadRow(Base):
    """A file that somebody sent and has not confirmed yet; it goes when they do, or in a day."""

    __tablename__ = "lms_upload"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    account: Mapped[str]
    kind: Mapped[str]
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Instant)
