"""A guess at the password of the account that tests have, and what it is if it is right."""

from typing import Final

from lms.actions.accounts.guess_password import Guess, guess_password
from lms.kernel.hashing import Verdict
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import EMAIL

RIGHT: Final = Verdict(right=True)


def guessed(workshop: Workshop) -> Guess:
    """Guess once, from one address."""
    with workshop.work(NOBODY) as work:
        return guess_password(work, EMAIL, "192.0.2.1")
