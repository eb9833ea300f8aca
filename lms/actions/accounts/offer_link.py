"""Somebody is offered a link to set a password, which works once."""

from lms.accounts import store
from lms.accounts.emails import normalised
from lms.accounts.expiry import link_valid_for
from lms.accounts.model import OneTimeLink
from lms.accounts.tokens import digest_of, new_token
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound, Refused
from lms.kernel.work import UnitOfWork


def offer_link(work: UnitOfWork, email: str) -> OneTimeLink:
    """Return a new link for an account; every older one stops working.

    The password that is set, if any, goes on working until the link is used. The ledger says
    when a password is set; that a link was offered changes no record. Raises `NotFound` for
    an address without an account, `Refused` for one that is disabled.
    """
    work.actor.require(Permission.MANAGE_ACCOUNTS)
    address = normalised(email)
    account = store.by_email(work.session, address)
    if account is None:
        raise NotFound(f"{address} has no account.")
    if account.disabled_at is not None:
        raise Refused(f"The account of {address} is disabled.")
    link = OneTimeLink(account, new_token(), work.now + link_valid_for(account.role))
    store.use_links_of(work.session, account.id, work.now)
    store.add_link(work.session, digest_of(link.token), account.id, link.expires_at)
    return link
