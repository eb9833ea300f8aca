"""Whoever signs out is signed out, there or everywhere, and stays so."""

from sqlalchemy import select

from lms.accounts.tables import SessionRow
from lms.actions.accounts.keep_session import keep_session
from lms.actions.accounts.sign_in import sign_in
from lms.actions.accounts.sign_out import sign_out
from lms.actions.accounts.sign_out_everywhere import sign_out_everywhere
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import give_account
from tests.actions.accounts.guesses import RIGHT, guessed
from tests.builders import NOON, StillClock, an_actor


def test_one_sign_in_ends_alone_and_all_of_them_together(workshop: Workshop) -> None:
    account = give_account(workshop, role=Role.AUDITOR)
    guess = guessed(workshop)
    with workshop.work(NOBODY) as work:
        tokens = [sign_in(work, guess, RIGHT) for _ in range(3)]
    assert tokens[0] is not None

    with workshop.work(NOBODY) as work:
        sign_out(work, tokens[0])
    after_one = _open_sessions(workshop)
    with workshop.work(an_actor(Role.AUDITOR, account=account)) as work:
        sign_out_everywhere(work)

    assert (after_one, _open_sessions(workshop)) == (2, 0)


def test_an_ended_sign_in_is_not_woken_by_being_seen(
    workshop: Workshop, clock: StillClock
) -> None:
    give_account(workshop, role=Role.AUDITOR)
    guess = guessed(workshop)
    with workshop.work(NOBODY) as work:
        token = sign_in(work, guess, RIGHT) or ""
        sign_out(work, token)
    clock.forward(minutes=5)

    with workshop.work(NOBODY) as work:
        keep_session(work, token)

    with workshop.look(SYSTEM) as work:
        assert work.session.scalars(select(SessionRow.seen_at)).one() == NOON


def _open_sessions(workshop: Workshop) -> int:
    with workshop.look(SYSTEM) as work:
        open_ones = select(SessionRow).where(SessionRow.ended_at.is_(None))
        return len(work.session.scalars(open_ones).all())
