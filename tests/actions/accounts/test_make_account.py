"""People are given accounts."""

import pytest

from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Conflict, Forbidden, NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from tests.accounts.people import bring_in, give_account
from tests.builders import an_actor


def test_the_ledger_says_who_was_given_an_account_and_who_set_its_password(
    workshop: Workshop,
) -> None:
    account = give_account(workshop)

    with workshop.look(SYSTEM) as work:
        said = [(entry.what, entry.statement) for entry in entries(work.session)]
    assert [what for what, _ in said] == ["AccountMade", "PasswordSet"]
    assert all(account in statement for _, statement in said)
    assert '"by":"system"' in said[0][1]
    assert f'"by":"{account}"' in said[1][1]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_who_manages_accounts_gives_them_out(workshop: Workshop, role: Role) -> None:
    give_account(workshop, "held@example.org", Role.AUDITOR)

    with workshop.work(an_actor(role)) as work, pytest.raises(Forbidden):
        make_account(work, "new@example.org", Role.ADMIN)
    with workshop.work(an_actor(role)) as work, pytest.raises(Forbidden):
        offer_link(work, "held@example.org")


def test_an_address_has_one_account_however_it_is_spelled(workshop: Workshop) -> None:
    give_account(workshop, "tova@example.org", Role.AUDITOR)

    with workshop.work(SYSTEM) as work, pytest.raises(Conflict, match="has an account already"):
        make_account(work, " TOVA@example.org", Role.AUDITOR)


def test_a_worker_has_one_account(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        worker = bring_in(work)
        make_account(work, "one@example.org", Role.WORKER, worker)

    with workshop.work(SYSTEM) as work, pytest.raises(Conflict, match=r"one@example\.org"):
        make_account(work, "two@example.org", Role.OFFICER, worker)


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER])
def test_a_worker_and_a_manager_are_somebody_in_the_staff_file(
    workshop: Workshop, role: Role
) -> None:
    with workshop.work(SYSTEM) as work, pytest.raises(Refused, match="which worker"):
        make_account(work, "one@example.org", role)
    with workshop.work(SYSTEM) as work, pytest.raises(NotFound):
        make_account(work, "one@example.org", role, WorkerId("W-404"))
