"""Leave, more time and waivers are decided with a reason, an end, and by somebody else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import Workshop
from lms.standing.model import Status
from lms.standing.records import ExceptionKind, Source
from lms.standing.status import status_on
from tests.actions.office import (
    MANAGER,
    OFFICER,
    TODAY,
    decide,
    more_time,
    open_office,
    standing,
)
from tests.actions.school import School
from tests.builders import WORKER, an_actor

LEAVE: dict[str, Any] = {"kind": ExceptionKind.LEAVE, "requirement": None, "reason": ""}
WAIVER: dict[str, Any] = {"kind": ExceptionKind.WAIVER}


@pytest.fixture
def office(workshop: Workshop, tmp_path: Path) -> School:
    return open_office(workshop, tmp_path)


def said(office: School) -> list[str]:
    with office.workshop.look(SYSTEM) as work:
        return [one.what for one in entries(work.session)]


def test_more_time_moves_the_day_to_act_and_is_approved_by_whoever_decides(
    office: School,
) -> None:
    before = standing(office.workshop)

    kept = decide(office.workshop, more_time(), MANAGER)

    after = standing(office.workshop)
    assert (before.act_by, after.act_by) == (date(2025, 4, 2), date(2026, 2, 14))
    assert before.valid_through == after.valid_through is None
    assert (kept.approved_by, kept.recorded_by) == ("W-010", "account-of-boss")
    assert (kept.decided_on, kept.from_on, kept.source) == (TODAY, TODAY, Source.OFFICER)
    assert said(office)[-1] == "ExceptionGranted"
    assert "court testimony" not in last_statement(office)


def last_statement(office: School) -> str:
    with office.workshop.look(SYSTEM) as work:
        return list(entries(work.session))[-1].statement


def test_the_same_decision_a_second_time_changes_nothing(office: School) -> None:
    first = decide(office.workshop, more_time())
    before = said(office)

    assert decide(office.workshop, more_time()) == first

    assert said(office) == before


def test_another_decision_of_the_same_day_replaces_the_first(office: School) -> None:
    decide(office.workshop, more_time())

    second = decide(office.workshop, more_time(to_on=date(2026, 2, 20), reason="jury"))

    assert standing(office.workshop).act_by == second.to_on == date(2026, 2, 20)


def test_a_leave_needs_no_reason_and_no_end_and_gets_its_end_later(office: School) -> None:
    open_end = decide(office.workshop, more_time(**LEAVE, from_on=date(2026, 1, 5), to_on=None))
    away = standing(office.workshop)

    ended = decide(
        office.workshop, more_time(**LEAVE, from_on=date(2026, 1, 5), to_on=date(2026, 2, 8))
    )

    assert status_on(away, TODAY) is Status.ON_LEAVE_LAPSED
    assert away.leave_back is None
    assert open_end.requirement is None
    assert ended.key == open_end.key
    assert standing(office.workshop).leave_back == date(2026, 2, 9)
    same = more_time(**LEAVE, from_on=date(2026, 1, 5), to_on=date(2026, 2, 8))
    assert decide(office.workshop, same) == ended


def test_a_leave_may_be_recorded_by_an_account_that_belongs_to_no_worker(office: School) -> None:
    kept = decide(
        office.workshop, more_time(**LEAVE, to_on=None), an_actor(Role.OFFICER, worker=None)
    )

    assert kept.approved_by == ""


def test_a_waiver_ends_and_asks_nothing_until_then(office: School) -> None:
    decide(office.workshop, more_time(**WAIVER))

    stands = standing(office.workshop)
    assert status_on(stands, TODAY) is Status.EXEMPT
    assert stands.exempt_until == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"to_on": None}, "to_on", "An extension must end"),
        ({**WAIVER, "to_on": None}, "to_on", "A waiver must end"),
        ({"to_on": date(2026, 1, 30)}, "to_on", "lies before its first"),
        ({"reason": " "}, "reason", "Give the reason"),
        ({"reason": "x" * 301}, "reason", "longer than 300 characters"),
        ({"requirement": None}, "requirement", "Name the requirement"),
        ({"requirement": RequirementId("none")}, "requirement", "one of the requirements"),
        ({"approved_by": WORKER.id}, "approved_by", "Nobody approves what concerns"),
        ({"approved_by": WorkerId("W-404")}, "approved_by", "There is no worker W-404"),
        ({**LEAVE, "to_on": date(2026, 1, 1)}, "to_on", "later than the first day away"),
        ({**LEAVE, "approved_by": WorkerId("W-404")}, "approved_by", "There is no worker W-404"),
    ],
)
def test_what_is_wrong_is_told_of_its_field_and_nothing_is_kept(
    office: School, changes: dict[str, Any], field: str, words: str
) -> None:
    before = said(office)

    with pytest.raises(Refused) as refused:
        decide(office.workshop, more_time(**changes))

    assert [one.field for one in refused.value.faults if words in one] == [field]
    assert said(office) == before


def test_every_fault_is_told_at_once(office: School) -> None:
    with pytest.raises(Refused) as refused:
        decide(office.workshop, more_time(to_on=None, reason="", approved_by=WORKER.id))

    assert [one.field for one in refused.value.faults] == ["approved_by", "to_on", "reason"]
    assert str(refused.value) == " ".join(refused.value.faults)


def test_an_account_that_belongs_to_no_worker_names_who_approved(office: School) -> None:
    nobody = an_actor(Role.OFFICER, worker=None)
    with pytest.raises(Refused, match="Say who approved it"):
        decide(office.workshop, more_time(), nobody)

    kept = decide(office.workshop, more_time(approved_by=WorkerId("W-010")), nobody)

    assert kept.approved_by == "W-010"


def test_nobody_decides_about_themselves_whoever_approves(office: School) -> None:
    own = an_actor(Role.OFFICER, worker=WORKER.id)

    with pytest.raises(Refused, match="Nobody records what concerns themselves"):
        decide(office.workshop, more_time(approved_by=WorkerId("W-010")), own)


def test_a_manager_gives_more_time_to_their_own_people_and_decides_nothing_else(
    office: School,
) -> None:
    with pytest.raises(NotFound):
        decide(office.workshop, more_time(worker=WorkerId("W-002")), MANAGER)
    with pytest.raises(Forbidden):
        decide(office.workshop, more_time(**WAIVER), MANAGER)


@pytest.mark.parametrize("role", [Role.WORKER, Role.AUDITOR, Role.ADMIN])
def test_others_decide_nothing(office: School, role: Role) -> None:
    with pytest.raises(Forbidden):
        decide(office.workshop, more_time(), an_actor(role))


def test_whoever_is_not_there_is_given_nothing(office: School) -> None:
    somebody: Actor = OFFICER
    with pytest.raises(NotFound):
        decide(office.workshop, more_time(worker=WorkerId("W-404")), somebody)
