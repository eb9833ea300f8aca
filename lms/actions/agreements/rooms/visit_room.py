"""Somebody looks at what concerns one agreement as its auditor does, and that is recorded."""

from lms.agreements.rooms.model import Room
from lms.agreements.rooms.store import View, open_rooms, view_row
from lms.agreements.store import agreement_ids
from lms.evidence.shown import RoomViewed
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.standing.civil import civil_day

LONGEST = 300


def visit_room(work: UnitOfWork, agreement: AgreementId, what: str) -> Room | None:
    """Record who looks at what, and return their room; None for whoever sees everybody anyway.

    Raises `NotFound` for an agreement that is none, and for one whose room is not theirs, was
    closed, or is over: they cannot be told apart.
    """
    work.actor.require(Permission.VISIT_ROOMS)
    room = _room(work, agreement)
    told = "".join(one if one.isprintable() else "?" for one in what[:LONGEST])
    seen = View(work.now, work.actor.account, None if room is None else room.id, told)
    said = RoomViewed(seen.room, agreement, seen.what)
    record(work, said, view_row(work.new_id(), seen, agreement))
    return room


def _room(work: UnitOfWork, agreement: AgreementId) -> Room | None:
    if work.actor.may(Permission.SEE_EVERYONE) and work.actor.may(Permission.TAKE_REPORTS):
        if agreement in agreement_ids(work.session):
            return None
        raise NotFound("There is no such room.")
    today = civil_day(work.now, work.organization.time_zone)
    mine = open_rooms(work.session, work.actor.account, today)
    found = next((room for room in mine if room.agreement == agreement), None)
    if found is None:
        raise NotFound("There is no such room.")
    return found
