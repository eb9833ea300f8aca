"""Somebody signs out on every device."""

from uuid import UUID

from lms.accounts import store
from lms.kernel.ids import AccountId
from lms.kernel.work import UnitOfWork


def sign_out_everywhere(work: UnitOfWork) -> None:
    """End every sign-in of the account that acts."""
    store.end_sessions_of(work.session, AccountId(UUID(work.actor.account)), work.now)
