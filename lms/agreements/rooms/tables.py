"""How rooms, their end, what was seen in them and what was drawn there are kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class RoomRow(Base):
    """An auditor's room was opened. Rows are only added."""

    __tablename__ = "lms_audit_room"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    email: Mapped[str]
    guest: Mapped[str]
    firm: Mapped[str]
    agreement: Mapped[str] = mapped_column(Name, index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    approved_by: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class RoomClosedRow(Base):
    """A room was closed before its last day. Each is closed at most once; rows are only added."""

    __tablename__ = "lms_audit_room_closed"

    room_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_audit_room.id"), primary_key=True)
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class RoomViewRow(Base):
    """Something of an agreement was looked at as an auditor. Rows are only added.

    `room_id` is none for somebody of the house, who needs no room.
    """

    __tablename__ = "lms_audit_view"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    room_id: Mapped[UUID | None] = mapped_column(Id, index=True)
    agreement: Mapped[str] = mapped_column(Name, index=True)
    what: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)
