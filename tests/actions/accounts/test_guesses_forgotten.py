"""Guesses at passwords are forgotten after a quarter of an hour, or once one was right."""

from sqlalchemy import select

from lms.accounts import store
from lms.accounts.tables import ThrottleRow
from lms.actions.accounts.guess_password import guess_password
from lms.actions.accounts.sign_in import sign_in
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import EMAIL, give_account
from tests.actions.accounts.guesses import RIGHT, guessed
from tests.builders import StillClock


def test_guesses_are_forgotten_a_quarter_of_an_hour_after_the_first(
    workshop: Workshop, clock: StillClock
) -> None:
    def guess() -> bool:
        with workshop.work(NOBODY) as work:
            return not guess_password(work, EMAIL, "192.0.2.1").too_many

    def eleven() -> list[bool]:
        return [guess() for _ in range(11)]

    assert eleven() == [True] * 10 + [False]
    clock.forward(minutes=14, seconds=59)
    assert guess() is False
    clock.forward(seconds=1)
    assert eleven() == [True] * 10 + [False]
    clock.forward(hours=-3)
    assert guess() is True


def test_a_right_password_clears_the_account_and_takes_back_one_guess_of_the_address(
    workshop: Workshop,
) -> None:
    give_account(workshop, role=Role.AUDITOR)
    for _ in range(3):
        guess = guessed(workshop)

    with workshop.work(NOBODY) as work:
        assert sign_in(work, guess, RIGHT) is not None

    with workshop.look(SYSTEM) as work:
        assert work.session.scalars(select(ThrottleRow.failures)).all() == [2]


def test_old_counts_are_thrown_away(workshop: Workshop, clock: StillClock) -> None:
    guessed(workshop)
    clock.forward(minutes=15)
    with workshop.work(SYSTEM) as work:
        store.forget_old_failures(work.session, work.now)
        assert work.session.scalars(select(ThrottleRow)).all() == []
