"""How workers are kept: every description ever recorded, and a row for the latest."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name, Serial


class _Described:
    """The columns that describe a worker, the same in both tables."""

    name: Mapped[str]
    email: Mapped[str]
    team: Mapped[str]
    role: Mapped[str]
    manager_id: Mapped[str | None] = mapped_column(Name)
    employer: Mapped[str]
    hired_on: Mapped[date]
    ended_on: Mapped[date | None]
    time_zone: Mapped[str]
    language: Mapped[str]


class WorkerRecordRow(_Described, Base):
    """One description of a worker as it was brought in. Rows are only added."""

    __tablename__ = "lms_worker_record"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_on: Mapped[date]
    recorded_by: Mapped[str]
    entry: Mapped[int | None] = mapped_column(index=True)


class WorkerRow(_Described, Base):
    """A worker now: derived from the latest record, and can be made again from them."""

    __tablename__ = "lms_worker"

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    manager_id: Mapped[str | None] = mapped_column(Name, index=True)
    team: Mapped[str] = mapped_column(index=True)
    email: Mapped[str] = mapped_column(index=True)
    merged_into: Mapped[str | None] = mapped_column(Name)


class MergeRow(Base):
    """Two worker ids were found to be one person's. Rows are only added; one may be withdrawn."""

    __tablename__ = "lms_merge"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    duplicate: Mapped[str] = mapped_column(Name, index=True)
    survivor: Mapped[str] = mapped_column(Name, index=True)
    approved_by: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)
