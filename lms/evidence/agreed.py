"""What the ledger can say of agreements, of who serves them, and of what follows an incident."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lms.kernel.ids import AgreementId, CourseId, WorkerId


@dataclass(frozen=True)
class AgreementDescribed:
    """An officer described an agreement; the digests are of all its terms, and of its copy."""

    agreement: AgreementId
    number: int
    agreement_sha256: str
    copy_sha256: str


@dataclass(frozen=True)
class WorkerCovered:
    """An officer recorded from when to when a worker serves an agreement."""

    coverage: UUID
    worker: WorkerId
    agreement: AgreementId
    from_on: date
    to_on: date | None
    access_granted_on: date | None


@dataclass(frozen=True)
class AgentDescribed:
    """An officer described a contract agent of an agreement; the digest is of all said of it."""

    agent: UUID
    number: int
    agreement: AgreementId
    agent_sha256: str


@dataclass(frozen=True)
class AgentAttested:
    """A contract agent attested its own people's training; the digests are of who, and of what."""

    attestation: UUID
    agent: UUID
    attested_on: date
    through_on: date
    attested_by_sha256: str
    document_sha256: str


@dataclass(frozen=True)
class RetrainingOpened:
    """Somebody is to take a course again by a day, after an incident."""

    retraining: UUID
    worker: WorkerId
    course: CourseId
    incident: str
    agreement: AgreementId | None
    due_on: date
    approved_by: str


Agreed = AgreementDescribed | WorkerCovered | AgentDescribed | AgentAttested | RetrainingOpened
