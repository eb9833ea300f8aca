"""Which rooms has an agreement, and who looked at what?"""

from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from lms.agreements.rooms.store import Kept, View, rooms_of, views_of
from lms.kernel.ids import AgreementId
from lms.reports.agreement.named import agreements_named
from lms.reports.officer.names import names_of

MOST: Final = 200


class Doors(NamedTuple):
    """What an agreement is called, its rooms and the latest looks, newest first, and names."""

    name: str
    rooms: tuple[Kept, ...]
    views: tuple[View, ...]
    names: dict[str, str]


def doors_of(session: Session, agreement: AgreementId) -> Doors | None:
    """Return the rooms of an agreement and who looked at what; None if there is none."""
    name = agreements_named(session).get(agreement)
    if name is None:
        return None
    rooms, views = rooms_of(session, agreement), views_of(session, agreement, MOST)
    called = {one.by for one in views} | {one.opened_by for one in rooms}
    called |= {one.room.approved_by for one in rooms}
    names = names_of(session, called) | {one.room.account: one.room.guest for one in rooms}
    return Doors(name, rooms, views, names)
