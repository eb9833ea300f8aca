"""Which rooms may somebody enter today?"""

from datetime import date
from typing import NamedTuple

from lms.agreements.rooms.store import open_rooms
from lms.kernel.access import Permission
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.named import agreements_named
from lms.standing.civil import civil_day


class Door(NamedTuple):
    """An agreement that may be looked at, what people call it, and until when; None for ever."""

    agreement: AgreementId
    name: str
    until_on: date | None


def rooms_for(work: UnitOfWork) -> tuple[Door, ...]:
    """Return every room that is open to the actor; whoever sees everybody needs none."""
    named = agreements_named(work.session)
    if work.actor.may(Permission.SEE_EVERYONE) and work.actor.may(Permission.TAKE_REPORTS):
        return tuple(Door(agreement, name, None) for agreement, name in named.items())
    today = civil_day(work.now, work.organization.time_zone)
    mine = open_rooms(work.session, work.actor.account, today)
    latest = {room.agreement: room for room in sorted(mine, key=lambda room: room.until_on)}
    return tuple(
        Door(agreement, named[agreement], room.until_on)
        for agreement, room in sorted(latest.items())
    )
