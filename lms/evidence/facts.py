"""Everything the ledger can say. An action can record nothing that is not listed here."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from lms.kernel.access import Actor
from lms.kernel.canonical import canonical
from lms.kernel.ids import (
    AccountId,
    AttemptId,
    CertificateNumber,
    CompletionId,
    CourseId,
    RequirementId,
    WorkerId,
)


@dataclass(frozen=True)
class WorkersImported:
    """A staff file was brought in; `file` is its SHA-256."""

    file: str
    created: int
    updated: int
    unchanged: int
    ended: int


@dataclass(frozen=True)
class RequirementsImported:
    """Requirements were brought in; `file` is the SHA-256 of the file."""

    file: str
    changed: tuple[RequirementId, ...]


@dataclass(frozen=True)
class CoursePublished:
    """A version of a course was published; its text is bound by the digests."""

    course: CourseId
    version: int
    text_sha256: str
    quiz_sha256: str


@dataclass(frozen=True)
class AttemptStarted:
    """A paper was drawn."""

    attempt: AttemptId
    worker: WorkerId
    course: CourseId
    version: int
    paper_sha256: str


@dataclass(frozen=True)
class AttemptGraded:
    """A paper was handed in and marked; answers and attestation are bound by their digests."""

    attempt: AttemptId
    score_percent: int
    outcome: str
    answers_sha256: str
    attestation_sha256: str


@dataclass(frozen=True)
class CourseCompleted:
    """A worker passed everything that a version of a course asks."""

    completion: CompletionId
    worker: WorkerId
    course: CourseId
    version: int
    completed_on: date
    time_zone: str
    valid_through: date | None


@dataclass(frozen=True)
class CertificateIssued:
    """A certificate was issued; its bytes are bound by their digest."""

    certificate: CertificateNumber
    completion: CompletionId
    sha256: str


@dataclass(frozen=True)
class ExceptionGranted:
    """A leave, an extension or a waiver was recorded for one worker."""

    exception: UUID
    kind: str
    worker: WorkerId
    requirement: RequirementId | None
    from_on: date
    to_on: date | None
    approved_by: str
    reason_sha256: str


@dataclass(frozen=True)
class TrainingRecorded:
    """An officer recorded training that a worker did elsewhere, shown by a document."""

    completion: CompletionId
    worker: WorkerId
    course: CourseId
    version: int | None
    completed_on: date
    approved_by: str
    document_sha256: str


@dataclass(frozen=True)
class FactWithdrawn:
    """A fact was recorded in error and counts for nothing from now on; it stays to be seen."""

    withdrawal: UUID
    what: str
    fact: UUID
    worker: WorkerId
    approved_by: str
    reason_sha256: str


@dataclass(frozen=True)
class WorkersMerged:
    """Two worker ids were found to be one person's: what either did counts for the survivor."""

    merge: UUID
    duplicate: WorkerId
    survivor: WorkerId
    approved_by: str
    reason_sha256: str


@dataclass(frozen=True)
class DrillAnswered:
    """A worker went through a drill to an end; text and reasons are bound by their digests."""

    run: UUID
    worker: WorkerId
    drill: str
    text_sha256: str
    way: tuple[int, ...]
    reasons_sha256: str


@dataclass(frozen=True)
class AccountMade:
    """Somebody was given an account."""

    account: AccountId
    role: str
    worker: WorkerId | None


@dataclass(frozen=True)
class PasswordSet:
    """The holder of an account set a password by a one-time link."""

    account: AccountId


Fact = (
    WorkersImported
    | RequirementsImported
    | CoursePublished
    | AttemptStarted
    | AttemptGraded
    | CourseCompleted
    | CertificateIssued
    | ExceptionGranted
    | TrainingRecorded
    | FactWithdrawn
    | WorkersMerged
    | DrillAnswered
    | AccountMade
    | PasswordSet
)


def stated(fact: Fact, actor: Actor) -> str:
    """Say a fact in the one form that is sealed and stored, with who did it."""
    return canonical({"by": actor.account, **asdict(fact)}).decode()
