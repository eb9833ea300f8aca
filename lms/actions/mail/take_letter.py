"""Whoever sends mail takes the letter that is due longest."""

from lms.kernel.outgoing.mail import store
from lms.kernel.outgoing.mail.model import Taken
from lms.kernel.work import UnitOfWork


def take_letter(work: UnitOfWork) -> Taken | None:
    """Take a letter to send it; None if none is due. It is nobody else's until the lease ends."""
    return store.take_letter(work.session, work.now)
