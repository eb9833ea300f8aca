"""How do the letters stand: does mail go out as it should?"""

from datetime import timedelta
from typing import Final

from lms.kernel.outgoing.mail.store import waiting_letters
from lms.kernel.work import UnitOfWork

TOO_LONG: Final = timedelta(hours=6)
REMEMBERED: Final = timedelta(days=30)


def mail_told(work: UnitOfWork) -> tuple[bool, str]:
    """Say whether mail goes out as it should, and how it stands, in a sentence."""
    waiting = waiting_letters(work.session, work.now - REMEMBERED)
    if waiting.refused:
        which = "1 letter was" if waiting.refused == 1 else f"{waiting.refused:,} letters were"
        return False, f"{which} refused for good in 30 days. Look at the address: lms_letter."
    if not waiting.letters:
        set_up = work.organization.sends_mail
        return True, "Every letter is sent." if set_up else "No mail is set up, and none waits."
    said = f"{waiting.letters:,} wait to be sent"
    if waiting.since is not None and waiting.since < work.now - TOO_LONG:
        return False, f"{said}, some for more than six hours. Is the mail server reachable?"
    return True, f"{said}."
