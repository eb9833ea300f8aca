"""Everything the ledger can say. An action can record nothing that is not listed here.

Beside these, an entry holds in `rows` what binds the rows that were kept with it.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lms.evidence.agreed import Agreed
from lms.evidence.binding import Bound
from lms.evidence.copies import BackupMade, HouseRestored
from lms.evidence.files import FileImported, PackExported
from lms.evidence.keeping import HoldLifted, RecordsDestroyed, RecordsHeld
from lms.evidence.shown import Shown
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

NOTHING_KEPT: Final = Bound()


@dataclass(frozen=True)
class EarlierRowsBound:
    """Rows that were recorded before entries bound rows were bound as they stood then."""


@dataclass(frozen=True)
class CoursePublished:
    """A version of a course was published as decided; its text is bound by the digests."""

    course: CourseId
    version: int
    text_sha256: str
    quiz_sha256: str
    change: str
    effective_on: date
    refresh_days: int


@dataclass(frozen=True)
class LessonRead:
    """A worker said that they had read a lesson of a version."""

    worker: WorkerId
    course: CourseId
    version: int
    lesson: str
    sitting: int


@dataclass(frozen=True)
class AttemptStarted:
    """A paper was drawn."""

    attempt: AttemptId
    worker: WorkerId
    course: CourseId
    version: int
    paper_sha256: str


@dataclass(frozen=True)
class RefresherStarted:
    """A paper was drawn that asks about what changed since an earlier version."""

    attempt: AttemptId
    worker: WorkerId
    course: CourseId
    version: int
    since: int
    paper_sha256: str


@dataclass(frozen=True)
class AnswersKept:
    """Answers were given and kept before the paper was handed in."""

    attempt: AttemptId


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
class CourseRefreshed(CourseCompleted):
    """A worker passed what changed up to a version; the last valid day is the one they had."""


@dataclass(frozen=True)
class CertificateIssued:
    """A certificate was issued; its bytes are bound by their digest."""

    certificate: CertificateNumber
    completion: CompletionId
    sha256: str


@dataclass(frozen=True)
class CertificateRevoked:
    """A certificate may not be relied on any more; the completion that it shows stays."""

    revocation: UUID
    certificate: CertificateNumber
    worker: WorkerId
    cause: str
    approved_by: str
    reason_sha256: str


@dataclass(frozen=True)
class CertificateCorrected(CertificateRevoked):
    """A certificate said something wrong; `by` is the number of the one that says it right."""

    by: CertificateNumber


@dataclass(frozen=True)
class TimeStampMissed:
    """A certificate was issued without the stamp of the time that the house asks for, and why."""

    certificate: CertificateNumber
    cause: str


@dataclass(frozen=True)
class RequirementDecided:
    """An officer decided what is required, from a day on; the digest is of all its terms."""

    requirement: RequirementId
    effective_on: date
    redates: bool
    requirement_sha256: str


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
class KeyRotated:
    """A new key signs from now on, instead of the one of the id `before`."""

    key: str
    ed25519: str
    before: str


@dataclass(frozen=True)
class PasswordSet:
    """The holder of an account set a password by a one-time link."""

    account: AccountId


Fact = (
    FileImported
    | RequirementDecided
    | EarlierRowsBound
    | CoursePublished
    | LessonRead
    | AttemptStarted
    | RefresherStarted
    | AnswersKept
    | AttemptGraded
    | CourseCompleted
    | CourseRefreshed
    | CertificateIssued
    | CertificateRevoked
    | CertificateCorrected
    | TimeStampMissed
    | ExceptionGranted
    | TrainingRecorded
    | FactWithdrawn
    | WorkersMerged
    | DrillAnswered
    | Agreed
    | PackExported
    | Shown
    | AccountMade
    | KeyRotated
    | RecordsHeld
    | HoldLifted
    | RecordsDestroyed
    | PasswordSet
    | BackupMade
    | HouseRestored
)


def stated(fact: Fact, actor: Actor, rows: Bound = NOTHING_KEPT) -> str:
    """Say a fact in the one form that is sealed and stored, with who did it and what it binds."""
    return canonical({"by": actor.account, **asdict(fact), **rows.said}).decode()
