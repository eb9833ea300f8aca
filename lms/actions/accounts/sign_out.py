"""Somebody signs out on this device."""

from lms.accounts import store
from lms.accounts.tokens import digest_of
from lms.kernel.work import UnitOfWork


def sign_out(work: UnitOfWork, token: str) -> None:
    """End the sign-in of a token; the next request with it is refused."""
    store.end_session(work.session, digest_of(token), work.now)
