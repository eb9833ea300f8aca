"""Somebody is given an account, and a link to set its password."""

from lms.accounts import store
from lms.accounts.emails import normalised
from lms.accounts.model import Account, OneTimeLink, Theme
from lms.actions.accounts.offer_link import offer_link
from lms.evidence.facts import AccountMade
from lms.evidence.store import record
from lms.kernel.access import Permission, Role
from lms.kernel.errors import Conflict, Refused
from lms.kernel.ids import AccountId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of


def make_account(
    work: UnitOfWork, email: str, role: Role, worker: WorkerId | None = None
) -> OneTimeLink:
    """Make an account without a password, and return the link that lets its holder set one.

    Raises `Refused` for what is no address, and for a worker or manager without a worker id;
    `NotFound` for a worker nobody knows; `Conflict` when the address or the worker has one.
    """
    work.actor.require(Permission.MANAGE_ACCOUNTS)
    address = normalised(email)
    _require_worker(work, role, worker)
    if store.by_email(work.session, address) is not None:
        raise Conflict(
            f"{address} has an account already. For a new link: part2-lms account link {address}"
        )
    account = Account(
        id=AccountId(work.new_id()),
        email=address,
        role=role,
        worker=worker,
        theme=Theme.DEVICE,
        made_at=work.now,
    )
    store.add(work.session, account)
    record(work, AccountMade(account.id, role, worker))
    return offer_link(work, address)


def _require_worker(work: UnitOfWork, role: Role, worker: WorkerId | None) -> None:
    if worker is None:
        if role in {Role.WORKER, Role.MANAGER}:
            raise Refused(f"Say which worker the {role} is, by the number in the staff file.")
        return
    worker_of(work.session, worker)
    held = store.of_worker(work.session, worker)
    if held is not None:
        raise Conflict(f"Worker {worker} has an account already: {held.email}.")
