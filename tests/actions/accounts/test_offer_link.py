"""Links are offered, of which the newest alone is good, and kept only as digests."""

import pytest
from sqlalchemy import select

from lms.accounts.tables import AccountRow, OneTimeLinkRow
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import NotFound, Refused
from lms.kernel.work import Workshop
from lms.reports.access.links import account_of_link
from tests.accounts.people import EMAIL, give_account
from tests.builders import NOON


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
