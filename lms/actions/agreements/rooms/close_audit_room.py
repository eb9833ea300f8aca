"""An auditor's room is closed before its last day."""

from uuid import UUID

from lms.agreements.rooms.store import closed_row, rooms_of
from lms.agreements.store import agreement_ids
from lms.evidence.shown import RoomClosed
from lms.evidence.store import record, wait_for_turn
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Conflict, NotFound, Refused
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.standing.deciding import check_reason


def close_audit_room(work: UnitOfWork, agreement: AgreementId, room: UUID, reason: str) -> None:
    """Close a room at once; what was seen in it stays on record.

    Raises `Refused` without a reason, `NotFound` for a room of no such agreement, `Conflict` for
    one that was closed already.
    """
    work.actor.require(Permission.OPEN_ROOMS)
    faults = check_reason(reason, "Say in a few words why the room is closed.")
    if faults:
        raise Refused.of(faults)
    if agreement not in agreement_ids(work.session):
        raise NotFound("There is no such room.")
    wait_for_turn(work.session)
    kept = next((one for one in rooms_of(work.session, agreement) if one.room.id == room), None)
    if kept is None:
        raise NotFound("There is no such room.")
    if kept.closed_at is not None:
        raise Conflict("This room was closed already.")
    row = closed_row(room, reason.strip(), work.now, work.actor.account)
    record(work, RoomClosed(room, digest(reason.strip())), row)
