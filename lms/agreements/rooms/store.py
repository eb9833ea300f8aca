"""Rooms and what was seen in them, in and out of the database."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.rooms.model import Room
from lms.agreements.rooms.tables import RoomClosedRow, RoomRow, RoomViewRow
from lms.kernel.ids import AgreementId


class Kept(NamedTuple):
    """A room, when and by whom it was opened, and when it was closed, if it was."""

    room: Room
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_because: str


class View(NamedTuple):
    """One look: when, by which account, in which room, at what."""

    at: datetime
    by: str
    room: UUID | None
    what: str


def room_row(room: Room, at: datetime, by: str) -> RoomRow:
    """Return the row that keeps that a room was opened."""
    return RoomRow(**vars(room), recorded_at=at, recorded_by=by)


def closed_row(room: UUID, reason: str, at: datetime, by: str) -> RoomClosedRow:
    """Return the row that keeps that a room was closed."""
    return RoomClosedRow(room_id=room, reason=reason, recorded_at=at, recorded_by=by)


def view_row(id: UUID, view: View, agreement: AgreementId) -> RoomViewRow:  # noqa: A002 - it is an id
    """Return the row that keeps that something was looked at."""
    return RoomViewRow(
        id=id,
        room_id=view.room,
        agreement=agreement,
        what=view.what,
        recorded_at=view.at,
        recorded_by=view.by,
    )


def rooms_of(session: Session, agreement: AgreementId) -> tuple[Kept, ...]:
    """Return all rooms that were ever opened for an agreement, newest first."""
    return tuple(_kept(session, agreement))


def open_rooms(session: Session, account: str, day: date) -> tuple[Room, ...]:
    """Return the rooms that are open to an account on a day, in order of agreement."""
    kept = (one for one in _kept(session) if one.closed_at is None)
    mine = (one.room for one in kept if one.room.belongs_to(account) and one.room.open_on(day))
    return tuple(sorted(mine, key=lambda room: (room.agreement, room.id)))


def views_of(session: Session, agreement: AgreementId, most: int) -> tuple[View, ...]:
    """Return the latest looks at an agreement, newest first."""
    row = RoomViewRow
    query = select(row).where(row.agreement == agreement).order_by(row.entry.desc()).limit(most)
    return tuple(
        View(one.recorded_at, one.recorded_by, one.room_id, one.what)
        for one in session.scalars(query)
    )


def _kept(session: Session, agreement: AgreementId | None = None) -> Iterator[Kept]:
    ended = {one.room_id: one for one in session.scalars(select(RoomClosedRow))}
    query = select(RoomRow).order_by(RoomRow.entry.desc())
    if agreement is not None:
        query = query.where(RoomRow.agreement == agreement)
    for one in session.scalars(query):
        room = Room(
            id=one.id,
            account=one.account,
            email=one.email,
            guest=one.guest,
            firm=one.firm,
            agreement=AgreementId(one.agreement),
            from_on=one.from_on,
            until_on=one.until_on,
            approved_by=one.approved_by,
            reason=one.reason,
        )
        yield Kept(room, one.recorded_at, one.recorded_by, *_ended(ended.get(one.id)))


def _ended(closed: RoomClosedRow | None) -> tuple[datetime | None, str]:
    return (None, "") if closed is None else (closed.recorded_at, closed.reason)
