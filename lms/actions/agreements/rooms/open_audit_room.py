"""A named auditor is let in to read what concerns one agreement, until a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lms.accounts import store as accounts
from lms.accounts.emails import normalised
from lms.accounts.model import OneTimeLink
from lms.actions.accounts.make_account import make_account
from lms.agreements.rooms.deciding import check_room
from lms.agreements.rooms.model import Room
from lms.agreements.rooms.store import room_row, rooms_of
from lms.agreements.store import agreement_ids
from lms.evidence.shown import RoomOpened
from lms.evidence.store import record
from lms.kernel.access import Permission, Role
from lms.kernel.canonical import digest
from lms.kernel.errors import Fault, NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.standing.civil import civil_day
from lms.standing.deciding import check_reason

OTHER_ROLE = (
    "This address has an account that sees more than one agreement, or its own training. Use "
    "another address for the room: an account is never narrowed or widened by one."
)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Whom a room is for, which agreement, its days, who approves it and why.

    Where the host keeps the accounts, `alone` is false: `email` is then the account's own name.
    """

    agreement: AgreementId
    email: str
    guest: str
    firm: str = ""
    until_on: date | None = None
    from_on: date | None = None
    approved_by: WorkerId | None = None
    reason: str = ""
    alone: bool = True


@dataclass(frozen=True)
class Opened:
    """The room, and the link by which its holder sets a password, if they were given one."""

    room: Room
    link: OneTimeLink | None


def open_audit_room(work: UnitOfWork, opening: Opening) -> Opened:
    """Open a room; whoever has no account is given one that opens nothing but rooms.

    Raises `Refused` with every reason at once, and `NotFound` if there is no such agreement.
    """
    work.actor.require(Permission.OPEN_ROOMS)
    if opening.agreement not in agreement_ids(work.session):
        raise NotFound("There is no such agreement.")
    faults = list(_faults(work, opening))
    if faults:
        raise Refused.of(faults)
    email, account, link = _account(work, opening)
    today = civil_day(work.now, work.organization.time_zone)
    room = Room(
        id=work.new_id(),
        account=account,
        email=email,
        guest=opening.guest.strip(),
        firm=opening.firm.strip(),
        agreement=opening.agreement,
        from_on=opening.from_on or today,
        until_on=opening.until_on or today,
        approved_by=opening.approved_by or "",
        reason=opening.reason.strip(),
    )
    said = RoomOpened(
        room.id,
        account,
        room.agreement,
        room.from_on,
        room.until_on,
        room.approved_by,
        digest(room.reason),
    )
    record(work, said, room_row(room, work.now, work.actor.account))
    return Opened(room, link)


def _faults(work: UnitOfWork, opening: Opening) -> Iterator[Fault]:
    today = civil_day(work.now, work.organization.time_zone)
    days = opening.from_on, opening.until_on
    yield from check_room(opening.guest, opening.firm, *days, today)
    yield from check_reason(opening.reason, "Say in a few words why the room is opened.")
    if not opening.approved_by:
        yield Fault("Say who approved it, by their worker id.", "approved_by")
    elif not _known(work, opening.approved_by):
        told = f"There is no worker {opening.approved_by}. Name whoever approved it."
        yield Fault(told, "approved_by")
    try:
        email = normalised(opening.email)
    except Refused as refused:
        yield Fault(str(refused), "email")
        return
    held = accounts.by_email(work.session, email)
    if held is not None and (held.role is not Role.CLIENT_AUDITOR or held.disabled_at):
        yield Fault(OTHER_ROLE, "email")
    yield from _twice(work, opening, email)


def _twice(work: UnitOfWork, opening: Opening, email: str) -> Iterator[Fault]:
    """Tell if there is such a room already, as when a form is sent twice."""
    for one in rooms_of(work.session, opening.agreement):
        same = (one.room.email, one.room.until_on) == (email, opening.until_on)
        if same and one.closed_at is None:
            told = f"This address has a room until {opening.until_on} already."
            yield Fault(told, "email")
            return


def _known(work: UnitOfWork, worker: WorkerId) -> bool:
    try:
        worker_of(work.session, worker)
    except NotFound:
        return False
    return True


def _account(work: UnitOfWork, opening: Opening) -> tuple[str, str, OneTimeLink | None]:
    """Return address and account of the guest, with a link if the account was just made."""
    email = normalised(opening.email)
    held = accounts.by_email(work.session, email)
    if held is not None:
        return email, str(held.id), None
    if not opening.alone:
        return email, email, None
    # Whoever may open rooms may make this one kind of account for it, and no other.
    powers = work.actor.permissions | {Permission.MANAGE_ACCOUNTS}
    making = work.acting_as(replace(work.actor, permissions=powers))
    link = make_account(making, email, Role.CLIENT_AUDITOR)
    return email, str(link.account.id), link
