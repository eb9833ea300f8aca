"""The bearer of a one-time link sets the password of its account."""

from lms.accounts import store
from lms.accounts.model import Account
from lms.accounts.passwords import why_unfit
from lms.accounts.throttling import limits_on
from lms.accounts.tokens import digest_of
from lms.evidence.facts import PasswordSet
from lms.evidence.store import record
from lms.kernel.access import Actor
from lms.kernel.errors import NotFound
from lms.kernel.hashing import HASHER
from lms.kernel.work import UnitOfWork
from lms.reports.access.links import account_of_link

SPENT = (
    "This link has been used, or its time is over. Ask whoever manages accounts for a new one: "
    "each link works once, for a day at most."
)


def set_password(work: UnitOfWork, token: str, password: str) -> str | None:
    """Set the password and end every sign-in; or say why it is unfit, and keep the link good.

    Of two who come with the same link at once, one sets the password. Raises `NotFound` for
    a link that is spent, over, or was never given out.
    """
    holder = account_of_link(work.session, token, work.now)
    if holder is None:
        raise NotFound(SPENT)
    account = holder.account
    unfit = why_unfit(password, (work.organization.name, account.email, holder.name))
    if unfit is not None:
        return unfit
    if not store.use_link(work.session, digest_of(token), work.now):
        raise NotFound(SPENT)
    _keep(work, account, HASHER.hash(password))
    record(work.acting_as(_holder(account)), PasswordSet(account.id))
    return None


def _keep(work: UnitOfWork, account: Account, password_hash: str) -> None:
    store.set_password_hash(work.session, account.id, password_hash)
    store.use_links_of(work.session, account.id, work.now)
    store.end_sessions_of(work.session, account.id, work.now)
    store.forget_failures(work.session, limits_on(account.email, "")[0])


def _holder(account: Account) -> Actor:
    return Actor(str(account.id), account.email, frozenset(), account.worker)
