"""Only the console copies records and brings them back; old ways in end with that."""

from uuid import UUID

import pytest
from sqlalchemy import select

from lms.accounts.store import account_of_link, add_session
from lms.accounts.tables import SessionRow
from lms.accounts.tokens import digest_of
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.actions.ledger.open_restored import open_restored
from lms.actions.ledger.record_backup import record_backup
from lms.evidence.copies import HouseRestored
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.ids import AccountId
from lms.kernel.work import Workshop
from lms.reports.upkeep.backup.made import Made
from lms.reports.upkeep.backup.state import State
from tests.builders import NOON, an_actor

RESTORED = HouseRestored("ab" * 32, NOON, 7, 9)
MADE = Made(State(NOON, "sqlite", "0001", {}, 7, "cd" * 32, ()), "ab" * 32)


def test_sign_ins_and_links_of_another_day_end_and_the_ledger_says_so(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        make_account(work, "ada@alderquay.example", Role.OFFICER, None)
        token = offer_link(work, "ada@alderquay.example").token
        account = account_of_link(work.session, digest_of(token), NOON)
        assert account is not None
        add_session(work.session, "ef" * 32, AccountId(UUID(str(account.id))), NOON)

        assert open_restored(work, RESTORED) == 0

        assert account_of_link(work.session, digest_of(token), NOON) is None
        assert work.session.scalars(select(SessionRow.ended_at)).all() == [NOON]
        entry = select(EntryRow.statement).where(EntryRow.what == "HouseRestored")
        said = work.session.scalars(entry).one()
    assert '"known":9,"made_at":"2026-01-31T12:00:00+00:00","number":7' in said


@pytest.mark.parametrize("role", list(Role))
def test_nobody_who_signed_in_says_that_records_were_copied_or_brought_back(
    workshop: Workshop, role: Role
) -> None:
    with workshop.work(an_actor(role)) as work:
        with pytest.raises(Forbidden, match="own console"):
            record_backup(work, MADE)
        with pytest.raises(Forbidden, match="own console"):
            open_restored(work, RESTORED)
