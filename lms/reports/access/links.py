"""Whose password may the bearer of this link set?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.accounts import store
from lms.accounts.model import Account
from lms.accounts.tokens import digest_of
from lms.people.store import worker_of


@dataclass(frozen=True)
class Holder:
    """An account and the name of the person it is for; empty for somebody outside the staff."""

    account: Account
    name: str


def account_of_link(session: Session, token: str, now: datetime) -> Holder | None:
    """Return whose link it is; None for one that is spent, over, or was never given out."""
    account = store.account_of_link(session, digest_of(token), now)
    if account is None:
        return None
    name = "" if account.worker is None else worker_of(session, account.worker).name
    return Holder(account, name)
