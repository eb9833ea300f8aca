"""How the ledger is kept: rows are added, and never changed or removed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class EntryRow(Base):
    """One sealed statement. Two writers can never both take one number: it is the key."""

    __tablename__ = "lms_ledger"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str]
    statement: Mapped[str]
    previous: Mapped[str]
    seal: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class WithdrawalRow(Base):
    """A fact was recorded in error: from now on it counts for nothing, and stays to be seen.

    `what` is completion, leave, extension, waiver or merge; `fact_id` is the fact's own id.
    """

    __tablename__ = "lms_withdrawal"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    what: Mapped[str]
    fact_id: Mapped[UUID] = mapped_column(Id, unique=True)
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    approved_by: Mapped[str]
    reason: Mapped[str]
    document: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class HoldRow(Base):
    """Records that must be kept for a matter: a worker's, or those of who served an agreement."""

    __tablename__ = "lms_hold"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    matter: Mapped[str]
    worker_id: Mapped[str | None] = mapped_column(Name)
    agreement: Mapped[str | None] = mapped_column(Name)
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class HoldLiftRow(Base):
    """A hold keeps nothing any more. Each is lifted at most once."""

    __tablename__ = "lms_hold_lift"

    hold_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_hold.id"), primary_key=True)
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class TombstoneRow(Base):
    """A row was destroyed when its time was over: where it stood, its digest, and its entry.

    It names no person but by id, and lets the entry of the row still be checked.
    """

    __tablename__ = "lms_tombstone"
    __table_args__ = (Index("ix_lms_tombstone_row", "table_name", "row_entry"),)

    table_name: Mapped[str] = mapped_column(Name, primary_key=True)
    row_key: Mapped[str] = mapped_column(Name, primary_key=True)
    row_sha256: Mapped[str]
    row_entry: Mapped[int]
    entry: Mapped[int] = mapped_column(index=True)
