"""Somebody chooses how pages look to them."""

from uuid import UUID

from lms.accounts import store
from lms.accounts.model import Theme
from lms.kernel.errors import Refused
from lms.kernel.ids import AccountId
from lms.kernel.work import UnitOfWork


def choose_theme(work: UnitOfWork, name: str) -> None:
    """Keep the theme of that name for the account that acts; raise `Refused` for another name."""
    if name not in set(Theme):
        raise Refused("Choose how pages look: as your device, light, or dark.")
    store.set_theme(work.session, AccountId(UUID(work.actor.account)), Theme(name))
