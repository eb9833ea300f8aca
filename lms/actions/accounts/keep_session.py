"""A sign-in is kept alive because its holder is still there."""

from lms.accounts import store
from lms.accounts.tokens import digest_of
from lms.kernel.work import UnitOfWork


def keep_session(work: UnitOfWork, token: str) -> None:
    """Note that the bearer of a token was seen now.

    It is book-keeping and no record: the one thing that reading a page may write, at most
    once a minute for each sign-in, in a transaction of its own.
    """
    store.touch_session(work.session, digest_of(token), work.now)
