"""A password is set by a link, once and in time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.tables import AccountRow
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.set_password import set_password
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import NotFound
from lms.kernel.hashing import HASHER
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from tests.accounts.people import EMAIL, PASSWORD
from tests.builders import NOON, StillClock


def test_a_link_works_once_though_two_come_with_it_at_the_same_moment(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        token = make_account(work, EMAIL, Role.AUDITOR).token

    def come(password: str) -> bool:
        try:
            with workshop.work(NOBODY) as work:
                return set_password(work, token, password) is None
        except NotFound:
            return False

    with ThreadPoolExecutor(2) as both:
        came = list(both.map(come, ("nine lanterns over the harbor", PASSWORD)))

    assert sorted(came) == [False, True]
    with workshop.look(SYSTEM) as work:
        kept = work.session.scalars(select(AccountRow.password_hash)).one()
    winner = PASSWORD if came[1] else "nine lanterns over the harbor"
    assert HASHER.compare(kept, winner).right


@pytest.mark.parametrize(("role", "minutes"), [(Role.ADMIN, 60), (Role.AUDITOR, 24 * 60)])
def test_a_link_is_over_after_its_time(
    workshop: Workshop, clock: StillClock, role: Role, minutes: int
) -> None:
    with workshop.work(SYSTEM) as work:
        link = make_account(work, EMAIL, role)
    assert link.expires_at == NOON + timedelta(minutes=minutes)

    clock.forward(minutes=minutes)

    with workshop.work(NOBODY) as work, pytest.raises(NotFound, match="its time is over"):
        set_password(work, link.token, PASSWORD)
