"""The known house, bound to two clients, with people who serve one of them, both, or none."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.restate_standing import restate_standing
from lms.kernel.access import SYSTEM
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.store import worker_ids
from lms.reports.asking import Question
from lms.reports.taking import KINDS
from lms.requirements.model import Audience, Basis, Requirement
from lms.requirements.store import record_requirements
from tests.builders import a_requirement, decided
from tests.reports.house import ANNUAL, BASICS, TODAY, settle

TIDE: Final = AgreementId("QSOA-014")
WREN: Final = AgreementId("QSOA-021")
_COLUMNS: Final = (
    "agreement_id,kind,program_id,program_name,signed_on,effective_on,ends_on,"
    "acknowledges_part2,resists_proceedings,services"
)
AGREEMENTS: Final = f"""\
{_COLUMNS}
{TIDE},combined,P-1,Low Tide Clinic,2025-02-02,2025-02-16,2027-02-15,yes,yes,Billing
{WREN},baa,P-2,Wren Street Recovery,,2025-01-01,,,,Hosting
"""
COVERAGE: Final = f"""\
worker_id,agreement_id,from_on,to_on,access_granted_on
W-001,{TIDE},2025-04-01,,2025-04-01
W-002,{TIDE},2025-01-01,2025-12-31,2025-01-01
W-002,{WREN},2026-01-01,,2026-01-05
W-010,{TIDE},2025-05-01,,2025-06-02
W-010,{WREN},2025-05-01,,
W-020,{WREN},2025-03-01,,2025-03-01
W-030,{TIDE},2025-03-01,,2025-03-01
"""
"""On 31 January 2026 W-001 and W-010 serve Low Tide Clinic; W-030 has left."""


def _contract(name: str, agreement: AgreementId, citation: str) -> Requirement:
    audience = Audience(agreements=(agreement,))
    return a_requirement(
        id=name,
        course=BASICS,
        audience=audience,
        basis=Basis.CONTRACT,
        citation=citation,
        from_on=date(2025, 1, 1),
    )


REQUIREMENTS: Final = (
    ANNUAL,
    _contract("tide-yearly", TIDE, "Low Tide Clinic, clause 7"),
    _contract("wren-yearly", WREN, "Wren Street Recovery, clause 5"),
)


def serving(workshop: Workshop) -> Workshop:
    """Settle the house with its clients."""
    with workshop.work(SYSTEM) as work:
        settle(work)
        bring_clients(work)
    return workshop


def bring_clients(work: UnitOfWork) -> None:
    """Bring in the agreements, what they ask, and who serves them."""
    assert import_agreements(work, BytesIO(AGREEMENTS.encode())).problems == ()
    assert import_coverage(work, BytesIO(COVERAGE.encode())).problems == ()
    record_requirements(work.session, map(decided, REQUIREMENTS[1:]), work.now, "test")
    restate_standing(work, list(worker_ids(work.session)))


def rows(workshop: Workshop, name: str, question: Question) -> list[Sequence[Any]]:
    """The rows of a report."""
    with workshop.look(SYSTEM) as work:
        return list(KINDS[name].ask(work.session, question).rows)


NOW: Final = Question(TODAY, TODAY)
