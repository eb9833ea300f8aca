"""What is recorded: completions with all an auditor asks of them, and exceptions as decided."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lms.kernel.ids import CertificateNumber, CompletionId, CourseId, RequirementId, WorkerId


class Kind(StrEnum):
    """How a completion came about."""

    FULL = "full"
    REFRESHER = "refresher"
    EXTERNAL = "external"


class Reason(StrEnum):
    """Why the training was taken."""

    ONBOARDING = "onboarding"
    RENEWAL = "renewal"
    VOLUNTARY = "voluntary"


class Source(StrEnum):
    """Who brought a fact: the worker here, a file, or an officer by hand."""

    SELF = "self"
    IMPORT = "import"
    OFFICER = "officer"


@dataclass(frozen=True, kw_only=True)
class CompletionRecord:
    """A completion as it is kept for ever; who the holder was is written as it was then.

    What training done elsewhere has not is None.
    """

    id: CompletionId
    worker_id: WorkerId
    worker_name: str
    team: str
    role: str
    employer: str
    requirement: RequirementId | None
    reason: Reason
    course: CourseId
    course_title: str
    course_version: int | None
    text_sha256: str
    rules: tuple[str, ...]
    kind: Kind
    started_at: datetime | None
    completed_at: datetime
    completed_on: date
    time_zone: str
    tzdata: str
    attempt_id: UUID | None
    attempt_number: int | None
    score_percent: int | None
    pass_mark: int | None
    valid_through: date | None
    certificate: CertificateNumber | None
    recorded_at: datetime
    recorded_by: str
    entry: int
    entry_sha256: str
    source: Source = Source.SELF
    document: str = ""
    approved_by: str = ""
    corrects: UUID | None = None
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PassedHere(CompletionRecord):
    """A course, or a refresher of one, that was passed here: attempt, text and certificate."""

    course_version: int
    started_at: datetime
    attempt_id: UUID
    attempt_number: int
    score_percent: int
    pass_mark: int
    certificate: CertificateNumber


class ExceptionKind(StrEnum):
    """What was decided: time away, more time, or that nothing is asked."""

    LEAVE = "leave"
    EXTENSION = "extension"
    WAIVER = "waiver"


@dataclass(frozen=True, kw_only=True)
class ExceptionRecord:
    """A leave, an extension or a waiver as it was decided, from `from_on` to `to_on` inclusive.

    A leave names no requirement, and has no end while none is known; an extension allows until
    `to_on`.
    """

    id: UUID
    kind: ExceptionKind
    worker_id: WorkerId
    requirement: RequirementId | None
    decided_on: date
    from_on: date
    to_on: date | None
    approved_by: str = ""
    reason: str = ""
    document: str = ""
    recorded_at: datetime
    recorded_by: str
    source: Source
    entry: int

    @property
    def key(self) -> tuple[str, ...]:
        """What it is known by: a later record with the same key replaces it."""
        if self.kind is ExceptionKind.LEAVE:
            return (self.kind, self.worker_id, self.from_on.isoformat())
        requirement = self.requirement or ""
        return (self.kind, self.worker_id, requirement, self.decided_on.isoformat())
