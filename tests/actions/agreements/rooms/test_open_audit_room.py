"""A room is for one named person, approved, for days that end; its account opens nothing else."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lms.actions.accounts.make_account import make_account
from lms.actions.agreements.rooms.close_audit_room import close_audit_room
from lms.actions.agreements.rooms.open_audit_room import Opening, open_audit_room
from lms.actions.agreements.rooms.visit_room import visit_room
from lms.agreements.rooms.store import rooms_of, views_of
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Permission, Role
from lms.kernel.errors import Conflict, Forbidden, NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.ledger.breaks import breaks
from tests.builders import NOON, an_actor
from tests.reports.agreement.clients import TIDE, WREN, serving
from tests.reports.house import MANAGER

OFFICER = an_actor(Role.OFFICER)
OPENING = Opening(
    agreement=TIDE,
    email="Tobin.Marsh@fenwickrye.example",
    guest="Tobin Marsh",
    firm="Fenwick Rye Assurance",
    until_on=NOON.date() + timedelta(days=90),
    approved_by=MANAGER,
    reason="Yearly review",
)
GUEST = an_actor(Role.CLIENT_AUDITOR)


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    return serving(workshop)


def kinds(work: UnitOfWork) -> list[str]:
    return [entry.what for entry in entries(work.session)][-3:]


def test_a_room_is_opened_with_an_account_and_all_is_sealed(house: Workshop) -> None:
    with house.work(OFFICER) as work:
        opened = open_audit_room(work, OPENING)

    assert opened.link is not None
    assert opened.link.account.role is Role.CLIENT_AUDITOR
    assert opened.room.account == str(opened.link.account.id)
    assert opened.room.email == "tobin.marsh@fenwickrye.example"
    assert opened.room.from_on == NOON.date()
    with house.look(SYSTEM) as work:
        assert kinds(work)[-2:] == ["AccountMade", "RoomOpened"]
        assert [one.room for one in rooms_of(work.session, TIDE)] == [opened.room]
        assert [one for one in breaks(work.session) if one.table.startswith("lms_audit")] == []


def test_whoever_has_such_an_account_gets_another_room_without_a_link(house: Workshop) -> None:
    with house.work(OFFICER) as work:
        first = open_audit_room(work, OPENING)
        second = open_audit_room(work, replace(OPENING, agreement=WREN))

    assert second.link is None
    assert second.room.account == first.room.account


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"guest": "  "}, "guest"),
        ({"guest": "x" * 121}, "guest"),
        ({"firm": "x" * 121}, "firm"),
        ({"email": "nobody"}, "email"),
        ({"until_on": None}, "until_on"),
        ({"until_on": NOON.date() + timedelta(days=91)}, "until_on"),
        ({"until_on": NOON.date() - timedelta(days=1)}, "until_on"),
        ({"from_on": NOON.date() + timedelta(days=9), "until_on": NOON.date()}, "until_on"),
        ({"approved_by": None}, "approved_by"),
        ({"approved_by": WorkerId("W-404")}, "approved_by"),
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(
    house: Workshop, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused, house.work(OFFICER) as work:
        open_audit_room(work, replace(OPENING, **changes))  # type: ignore[arg-type]  # hostile

    assert [fault.field for fault in refused.value.faults] == [field]
    with house.look(SYSTEM) as work:
        assert rooms_of(work.session, TIDE) == ()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OFFICER, Role.ADMIN])
def test_an_account_that_sees_more_is_never_narrowed(house: Workshop, role: Role) -> None:
    with house.work(SYSTEM) as work:
        make_account(work, OPENING.email, role)

    with pytest.raises(Refused, match="another address"), house.work(OFFICER) as work:
        open_audit_room(work, OPENING)


def test_a_form_that_is_sent_twice_opens_one_room(house: Workshop) -> None:
    with house.work(OFFICER) as work:
        open_audit_room(work, OPENING)
    with pytest.raises(Refused, match="already"), house.work(OFFICER) as work:
        open_audit_room(work, OPENING)


def test_no_agreement_no_room(house: Workshop) -> None:
    with pytest.raises(NotFound), house.work(OFFICER) as work:
        open_audit_room(work, replace(OPENING, agreement=AgreementId("QSOA-999")))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICER])
def test_nobody_but_an_officer_opens_or_closes(house: Workshop, role: Role) -> None:
    with pytest.raises(Forbidden), house.work(an_actor(role)) as work:
        open_audit_room(work, OPENING)
    with pytest.raises(Forbidden), house.work(an_actor(role)) as work:
        close_audit_room(work, TIDE, UUID(int=1), "Over")


def test_in_a_host_the_address_is_the_account(house: Workshop) -> None:
    guest = replace(GUEST, account="Tobin.Marsh@FenwickRye.example")
    with house.work(OFFICER) as work:
        opened = open_audit_room(work, replace(OPENING, alone=False))
    with house.work(guest) as work:
        assert visit_room(work, TIDE, "the six answers") == opened.room

    assert opened.link is None


def test_a_look_is_kept_and_one_into_another_room_is_not_there(house: Workshop) -> None:
    with house.work(OFFICER) as work:
        room = open_audit_room(work, OPENING).room
    guest = replace(GUEST, account=room.account)
    with house.work(guest) as work:
        assert visit_room(work, TIDE, "the six answers") == room
    with pytest.raises(NotFound), house.work(guest) as work:
        visit_room(work, WREN, "the six answers")
    with pytest.raises(NotFound), house.work(replace(GUEST, account="another")) as work:
        visit_room(work, TIDE, "the six answers")

    with house.look(SYSTEM) as work:
        seen = views_of(work.session, TIDE, 9)
        assert [(one.by, one.room, one.what) for one in seen] == [
            (room.account, room.id, "the six answers")
        ]
        assert views_of(work.session, WREN, 9) == ()


def test_a_room_that_opens_later_is_not_open_yet(house: Workshop) -> None:
    later = replace(OPENING, from_on=NOON.date() + timedelta(days=1))
    with house.work(OFFICER) as work:
        room = open_audit_room(work, later).room

    with pytest.raises(NotFound), house.work(replace(GUEST, account=room.account)) as work:
        visit_room(work, TIDE, "the six answers")


def test_a_closed_room_opens_no_more_and_is_closed_once(house: Workshop) -> None:
    with house.work(OFFICER) as work:
        room = open_audit_room(work, OPENING).room
        close_audit_room(work, TIDE, room.id, "The review is over")

    with pytest.raises(NotFound), house.work(replace(GUEST, account=room.account)) as work:
        visit_room(work, TIDE, "the six answers")
    with pytest.raises(Conflict), house.work(OFFICER) as work:
        close_audit_room(work, TIDE, room.id, "Again")
    with pytest.raises(NotFound), house.work(OFFICER) as work:
        close_audit_room(work, WREN, room.id, "Of another agreement")
    assert Permission.OPEN_ROOMS in OFFICER.permissions
