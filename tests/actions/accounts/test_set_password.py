"""Links are offered, and passwords set by them, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.tables import AccountRow, OneTimeLinkRow
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.actions.accounts.set_password import set_password
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import NotFound, Refused
from lms.kernel.hashing import HASHER
from lms.kernel.work import Workshop
from lms.pages.host import NOBODY
from lms.reports.access.links import account_of_link
from tests.accounts.people import EMAIL, PASSWORD, give_account
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


def test_a_new_link_is_the_only_one(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        older = make_account(work, EMAIL, Role.AUDITOR)
        newer = offer_link(work, EMAIL)

    with workshop.look(SYSTEM) as work:
        assert account_of_link(work.session, older.token, work.now) is None
        assert account_of_link(work.session, newer.token, work.now) is not None


def test_no_link_is_offered_for_an_account_that_is_not_there_or_disabled(
    workshop: Workshop,
) -> None:
    give_account(workshop, role=Role.AUDITOR)
    with workshop.work(SYSTEM) as work:
        work.session.scalars(select(AccountRow)).one().disabled_at = NOON

    with workshop.work(SYSTEM) as work, pytest.raises(Refused, match="disabled"):
        offer_link(work, EMAIL)
    with workshop.work(SYSTEM) as work, pytest.raises(NotFound, match="has no account"):
        offer_link(work, "nobody@example.org")


def test_a_link_is_kept_only_as_a_digest(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        token = make_account(work, EMAIL, Role.AUDITOR).token

    with workshop.look(SYSTEM) as work:
        assert token not in work.session.scalars(select(OneTimeLinkRow.token_sha256)).all()
