"""People sign in and out, and choose how pages look."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from lms.accounts import store
from lms.accounts.model import Theme
from lms.accounts.tables import AccountRow, SessionRow
from lms.actions.accounts.choose_theme import choose_theme
from lms.actions.accounts.guess_password import Guess, guess_password
from lms.actions.accounts.keep_session import keep_session
from lms.actions.accounts.sign_in import sign_in
from lms.actions.accounts.sign_out import sign_out
from lms.actions.accounts.sign_out_everywhere import sign_out_everywhere
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Refused
from lms.kernel.hashing import HASHER, Hasher, Verdict
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import EMAIL, PASSWORD, give_account
from tests.builders import NOON, StillClock, an_actor

RIGHT = Verdict(right=True)


def _disable(row: AccountRow) -> None:
    row.disabled_at = NOON


def _set_another_password(row: AccountRow) -> None:
    row.password_hash = "another"


@pytest.mark.parametrize("meanwhile", [_disable, _set_another_password])
def test_what_changed_while_a_password_was_compared_is_seen(
    workshop: Workshop, meanwhile: Callable[[AccountRow], None]
) -> None:
    give_account(workshop, role=Role.AUDITOR)
    guess = _guess(workshop)
    with workshop.work(SYSTEM) as work:
        meanwhile(work.session.scalars(select(AccountRow)).one())

    with workshop.work(NOBODY) as work:
        assert sign_in(work, guess, RIGHT) is None


def test_a_wrong_password_signs_nobody_in(workshop: Workshop) -> None:
    give_account(workshop, role=Role.AUDITOR)
    guess = _guess(workshop)

    with workshop.work(NOBODY) as work:
        assert sign_in(work, guess, Verdict(right=False)) is None
        assert work.session.scalars(select(SessionRow)).all() == []


def test_a_weak_hash_is_replaced_when_its_holder_signs_in(workshop: Workshop) -> None:
    give_account(workshop, role=Role.AUDITOR)
    weak = Hasher(memory_kib=64, passes=1).hash(PASSWORD)
    with workshop.work(SYSTEM) as work:
        work.session.scalars(select(AccountRow)).one().password_hash = weak
    guess = _guess(workshop)

    with workshop.work(NOBODY) as work:
        sign_in(work, guess, HASHER.compare(guess.kept_hash, PASSWORD))

    kept = _guess(workshop).kept_hash
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_one_sign_in_ends_alone_and_all_of_them_together(workshop: Workshop) -> None:
    account = give_account(workshop, role=Role.AUDITOR)
    guess = _guess(workshop)
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
    guess = _guess(workshop)
    with workshop.work(NOBODY) as work:
        token = sign_in(work, guess, RIGHT) or ""
        sign_out(work, token)
    clock.forward(minutes=5)

    with workshop.work(NOBODY) as work:
        keep_session(work, token)

    with workshop.look(SYSTEM) as work:
        assert work.session.scalars(select(SessionRow.seen_at)).one() == NOON


def test_a_theme_is_one_of_three(workshop: Workshop) -> None:
    account = give_account(workshop, role=Role.AUDITOR)
    with workshop.work(an_actor(Role.AUDITOR, account=account)) as work:
        choose_theme(work, "dark")
        with pytest.raises(Refused):
            choose_theme(work, "pink")

    with workshop.look(SYSTEM) as work:
        known = store.by_email(work.session, EMAIL)
    assert known is not None
    assert known.theme is Theme.DARK


def _guess(workshop: Workshop) -> Guess:
    with workshop.work(NOBODY) as work:
        return guess_password(work, EMAIL, "192.0.2.1")


def _open_sessions(workshop: Workshop) -> int:
    with workshop.look(SYSTEM) as work:
        open_ones = select(SessionRow).where(SessionRow.ended_at.is_(None))
        return len(work.session.scalars(open_ones).all())
