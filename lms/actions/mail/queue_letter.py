"""A letter is kept to be sent: in the same transaction as what it tells of."""

from lms.kernel.errors import Fault, Refused
from lms.kernel.outgoing.mail.model import Letter
from lms.kernel.outgoing.mail.server import mailable
from lms.kernel.outgoing.mail.store import add_letter
from lms.kernel.work import UnitOfWork


def queue_letter(work: UnitOfWork, letter: Letter) -> bool:
    """Keep a letter to be sent; say whether it is new: one of the same key is never sent twice.

    Raises `Refused` where no mail is set up, and for what is no address.
    """
    if not work.organization.sends_mail:
        raise Refused("This installation sends no mail: LMS_SMTP_URL is not set.")
    try:
        mailable(letter.to)
    except ValueError:
        told = f"“{letter.to}” is no email address. Write one such as name@example.org."
        raise Refused.of([Fault(told, "to")]) from None
    return add_letter(work.session, letter, work.now)
