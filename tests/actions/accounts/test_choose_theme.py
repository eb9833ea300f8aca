"""Everybody chooses how pages look to them."""

import pytest

from lms.accounts import store
from lms.accounts.model import Theme
from lms.actions.accounts.choose_theme import choose_theme
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Refused
from lms.kernel.work import Workshop
from tests.accounts.people import EMAIL, give_account
from tests.builders import an_actor


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
