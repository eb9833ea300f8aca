"""Somebody is about to try a password: the guess is counted before it is compared."""

from dataclasses import dataclass

from lms.accounts import store
from lms.accounts.emails import normalised
from lms.accounts.model import Account
from lms.accounts.throttling import limits_on
from lms.kernel.errors import Refused
from lms.kernel.work import UnitOfWork


@dataclass(frozen=True)
class Guess:
    """A guess that was counted. `account` is None where nobody of that name may sign in.

    The caller compares the password with `kept_hash` in either case, so that both take as
    long, outside any transaction, so that nobody waits for it.
    """

    email: str
    address: str
    account: Account | None
    too_many: bool

    @property
    def kept_hash(self) -> str | None:
        """What the password is compared with; None for nobody."""
        return None if self.account is None else self.account.password_hash


def guess_password(work: UnitOfWork, email: str, address: str) -> Guess:
    """Count a guess from an address for an account, there or not, and load what it is about.

    Counting first is what makes the limit hold when many guess at once. The count stays
    though the guess is refused: the caller commits in either case.
    """
    known_as = _known_as(email)
    counts = [
        (limit, store.count_failure(work.session, limit, work.now))
        for limit in limits_on(known_as or email, address)
    ]
    too_many = any(limit.exceeded_by(failures) for limit, failures in counts)
    account = None if too_many else _account(work, known_as)
    return Guess(known_as or email, address, account, too_many)


def _known_as(email: str) -> str | None:
    try:
        return normalised(email)
    except Refused:
        # No account has such an address; the guess is counted under what was typed.
        return None


def _account(work: UnitOfWork, email: str | None) -> Account | None:
    account = None if email is None else store.by_email(work.session, email)
    return None if account is None or account.disabled_at is not None else account
