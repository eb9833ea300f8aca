"""What officers say of agreements, but for what a test cares about."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from lms.actions.agreements.describe_agreement import Paper, Told
from lms.agreements.model import Agent, Agreement, AgreementKind, Attestation, Coverage
from lms.kernel.access import Role
from lms.kernel.ids import WorkerId
from tests.builders import an_actor
from tests.reports.agreement.clients import TIDE

OFFICER: Final = an_actor(Role.OFFICER, worker=WorkerId("W-900"))
PDF: Final = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PAPER: Final = Paper("C:\\scans\\low tide, signed.pdf", PDF)


def an_agreement(**changes: Any) -> Agreement:  # noqa: ANN401 - any field
    """The agreement with Low Tide Clinic."""
    fields = {
        "id": TIDE,
        "kind": AgreementKind.COMBINED,
        "program_id": "P-1",
        "program_name": "Low Tide Clinic",
        "signed_on": date(2025, 2, 2),
        "effective_on": date(2025, 2, 16),
        "ends_on": date(2027, 2, 15),
        "acknowledges_part2": True,
        "resists_proceedings": True,
        "services": "Billing",
        "document_sha256": "",
    }
    return Agreement(**{**fields, **changes})


def told(agreement: Agreement | None = None, **changes: Any) -> Told:  # noqa: ANN401 - any field
    """What is said of it."""
    return Told(agreement or an_agreement(), **changes)


def a_span(**changes: Any) -> Coverage:  # noqa: ANN401 - any field
    """Hollis Bramble serves Low Tide Clinic this year."""
    fields = {
        "worker": WorkerId("W-003"),
        "agreement": TIDE,
        "from_on": date(2026, 1, 5),
        "to_on": None,
        "access_granted_on": date(2026, 1, 5),
    }
    return Coverage(**{**fields, **changes})


def an_agent(**changes: Any) -> Agent:  # noqa: ANN401 - any field
    """A firm that prints the bills of Low Tide Clinic."""
    fields = {
        "id": UUID(int=77),
        "agreement": TIDE,
        "name": "Gull Street Printing",
        "services": "Prints and mails bills",
        "from_on": date(2025, 6, 1),
        "to_on": None,
    }
    return Agent(**{**fields, **changes})


def an_attestation(**changes: Any) -> Attestation:  # noqa: ANN401 - any field
    """That all its people were trained, for a year."""
    fields = {
        "id": UUID(int=78),
        "agent": UUID(int=77),
        "attested_on": date(2025, 6, 1),
        "attested_by": "Dag Rowe, owner",
        "through_on": date(2026, 5, 31),
        "document_sha256": "",
        "file_name": "",
        "size": 0,
    }
    return Attestation(**{**fields, **changes})
