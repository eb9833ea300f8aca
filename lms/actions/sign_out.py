"""Somebody signs out, on this device or on every one."""

from uuid import UUID

from lms.accounts import store
from lms.accounts.tokens import digest_of
from lms.kernel.ids import AccountId
from lms.kernel.work import UnitOfWork


def sign_out(work: UnitOfWork, token: str) -> None:
    """End the sign-in of a token; the next request with it is refused."""
    store.end_session(work.session, digest_of(token), work.now)


def sign_out_everywhere(work: UnitOfWork) -> None:
    """End every sign-in of the account that acts."""
    store.end_sessions_of(work.session, AccountId(UUID(work.actor.account)), work.now)
