"""Records are held for a matter, of a worker or of who served an agreement, until it is lifted."""

from io import BytesIO
from uuid import UUID

import pytest

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.ledger.hold_records import Holding, hold_records
from lms.actions.ledger.lift_hold import lift_hold
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import Workshop
from lms.reports.ledger.due import kept
from lms.reports.ledger.held import held
from tests.builders import an_actor
from tests.reports.house import settled

AGREEMENT = Holding(matter=" 24-117 ", agreement=AgreementId("A-1"), reason="a dispute")
_AGREEMENTS = (
    b"agreement_id,kind,program_id,program_name,effective_on\n"
    b"A-1,qsoa,P-1,Harbor Recovery,2024-01-01\n"
)
_COVERAGE = b"worker_id,agreement_id,from_on,to_on\nW-030,A-1,2024-02-01,2024-03-01\n"


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    """The known house, in which somebody who has left served an agreement for a month."""
    with settled(workshop).work(SYSTEM) as work:
        import_agreements(work, BytesIO(_AGREEMENTS))
        import_coverage(work, BytesIO(_COVERAGE))
    return workshop


def test_whoever_ever_served_an_agreement_is_held_with_it(house: Workshop) -> None:
    with house.work(SYSTEM) as work:
        hold = hold_records(work, AGREEMENT)
        assert [one.matter for one in held(work.session)] == ["24-117"]
        assert [one.matters for one in kept(work.session)] == [("24-117",)]

        lift_hold(work, hold, "settled")
        assert held(work.session) == []
        with pytest.raises(NotFound):
            lift_hold(work, hold, "again")


@pytest.mark.parametrize(
    ("holding", "fields"),
    [
        (Holding(matter="1", reason="why"), {"worker"}),
        (
            Holding(
                matter="1", worker=WorkerId("W-001"), agreement=AgreementId("A-1"), reason="why"
            ),
            {"worker"},
        ),
        (Holding(matter=" ", agreement=AgreementId("A-9")), {"matter", "agreement", "reason"}),
    ],
)
def test_what_is_missing_is_told_at_once(
    house: Workshop, holding: Holding, fields: set[str]
) -> None:
    with house.work(SYSTEM) as work, pytest.raises(Refused) as told:
        hold_records(work, holding)
    assert {fault.field for fault in told.value.faults} == fields


def test_a_hold_needs_a_reason_to_be_lifted_and_somebody_who_may(house: Workshop) -> None:
    with house.work(SYSTEM) as work:
        hold = hold_records(work, AGREEMENT)
        with pytest.raises(Refused):
            lift_hold(work, hold, " ")
    with house.work(an_actor(Role.MANAGER)) as work:
        with pytest.raises(Forbidden):
            hold_records(work, AGREEMENT)
        with pytest.raises(Forbidden):
            lift_hold(work, UUID(int=1), "settled")
