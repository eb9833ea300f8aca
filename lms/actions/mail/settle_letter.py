"""What became of a letter is kept: sent, refused for good, or to be tried again."""

from lms.kernel.outgoing.mail import store
from lms.kernel.outgoing.mail.model import Taken, next_try
from lms.kernel.work import UnitOfWork


def settle_letter(
    work: UnitOfWork, taken: Taken, answer: str, *, sent: bool, final: bool = False
) -> None:
    """Keep what the server answered. What was not sent waits, longer each time, up to two days."""
    wait = None if sent or final else next_try(taken.tries)
    if wait is None:
        store.settle_letter(work.session, taken.letter.key, work.now, answer, sent=sent)
    else:
        store.put_off(work.session, taken.letter.key, work.now + wait, answer)
