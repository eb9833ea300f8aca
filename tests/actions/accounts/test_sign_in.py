"""Somebody signs in with a right password, compared with the account as it is then."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from lms.accounts.tables import AccountRow, SessionRow
from lms.actions.accounts.sign_in import sign_in
from lms.kernel.access import SYSTEM, Role
from lms.kernel.hashing import HASHER, Hasher, Verdict
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import PASSWORD, give_account
from tests.actions.accounts.guesses import RIGHT, guessed
from tests.builders import NOON


def _disable(row: AccountRow) -> None:
    row.disabled_at = NOON


def _set_another_password(row: AccountRow) -> None:
    row.password_hash = "another"


@pytest.mark.parametrize("meanwhile", [_disable, _set_another_password])
def test_what_changed_while_a_password_was_compared_is_seen(
    workshop: Workshop, meanwhile: Callable[[AccountRow], None]
) -> None:
    give_account(workshop, role=Role.AUDITOR)
    guess = guessed(workshop)
    with workshop.work(SYSTEM) as work:
        meanwhile(work.session.scalars(select(AccountRow)).one())

    with workshop.work(NOBODY) as work:
        assert sign_in(work, guess, RIGHT) is None


def test_a_wrong_password_signs_nobody_in(workshop: Workshop) -> None:
    give_account(workshop, role=Role.AUDITOR)
    guess = guessed(workshop)

    with workshop.work(NOBODY) as work:
        assert sign_in(work, guess, Verdict(right=False)) is None
        assert work.session.scalars(select(SessionRow)).all() == []


def test_a_weak_hash_is_replaced_when_its_holder_signs_in(workshop: Workshop) -> None:
    give_account(workshop, role=Role.AUDITOR)
    weak = Hasher(memory_kib=64, passes=1).hash(PASSWORD)
    with workshop.work(SYSTEM) as work:
        work.session.scalars(select(AccountRow)).one().password_hash = weak
    guess = guessed(workshop)

    with workshop.work(NOBODY) as work:
        sign_in(work, guess, HASHER.compare(guess.kept_hash, PASSWORD))

    kept = guessed(workshop).kept_hash
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
