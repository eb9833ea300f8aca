"""The words of an auditor's room: whom it is for, which agreement, from when to when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lms.kernel.ids import AgreementId


@dataclass(frozen=True, kw_only=True)
class Room:
    """That somebody may read what concerns one agreement, from a day to a day, both inclusive.

    `account` is the account that may, `email` the address it was opened for; `guest` is the
    auditor's name and `firm` whom they work for. `approved_by` is a worker id.
    """

    id: UUID
    account: str
    email: str
    guest: str
    firm: str
    agreement: AgreementId
    from_on: date
    until_on: date
    approved_by: str
    reason: str

    def open_on(self, day: date) -> bool:
        """Say whether a day is one of its own; it may have been closed before."""
        return self.from_on <= day <= self.until_on

    def belongs_to(self, account: str) -> bool:
        """Say whether an account, as an actor names it, is the one it was opened for.

        A host names its accounts its own way: there the address is what they are known by.
        """
        return account == self.account or account.casefold() == self.email
