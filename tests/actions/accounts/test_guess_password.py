"""Guesses at passwords are counted, as if many came at once."""

from concurrent.futures import ThreadPoolExecutor

from lms.actions.accounts.guess_password import guess_password
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import EMAIL


def test_of_many_guesses_at_the_same_moment_exactly_ten_are_tried(workshop: Workshop) -> None:
    def guess(number: int) -> bool:
        with workshop.work(NOBODY) as work:
            return not guess_password(work, EMAIL, f"192.0.2.{number}").too_many

    with ThreadPoolExecutor(20) as crowd:
        assert sum(crowd.map(guess, range(60))) == 10


def test_of_many_guesses_from_one_address_exactly_fifty_are_tried(workshop: Workshop) -> None:
    def guess(number: int) -> bool:
        with workshop.work(NOBODY) as work:
            return not guess_password(work, f"w{number}@example.org", "192.0.2.1").too_many

    with ThreadPoolExecutor(20) as crowd:
        assert sum(crowd.map(guess, range(80))) == 50
