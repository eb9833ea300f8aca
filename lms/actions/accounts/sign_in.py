"""Somebody whose password was right signs in on one device."""

from lms.accounts import store
from lms.accounts.throttling import limits_on
from lms.accounts.tokens import digest_of, new_token
from lms.actions.accounts.guess_password import Guess
from lms.kernel.hashing import Verdict
from lms.kernel.work import UnitOfWork


def sign_in(work: UnitOfWork, guess: Guess, verdict: Verdict) -> str | None:
    """Return the token of a new sign-in; None if the guess was wrong.

    The account is looked at again, for it may have been disabled, or its password changed,
    while the password was compared. Sign-ins are in the log and not in the ledger.
    """
    if guess.account is None or not verdict.right:
        return None
    account = store.by_id(work.session, guess.account.id, lock=True)
    if account is None or account.disabled_at is not None:
        return None
    if account.password_hash != guess.kept_hash:
        return None
    if verdict.better_hash is not None:
        store.set_password_hash(work.session, account.id, verdict.better_hash)
    of_account, of_address = limits_on(guess.email, guess.address)
    store.forget_failures(work.session, of_account)
    store.take_back_failure(work.session, of_address)
    token = new_token()
    store.add_session(work.session, digest_of(token), account.id, work.now)
    return token
