"""What is recorded of a completion: everything an auditor asks of it, as it was at the time."""

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


@dataclass(frozen=True, kw_only=True)
class CompletionRecord:
    """A completion as it is kept for ever; who the holder was is written as it was then."""

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
    course_version: int
    text_sha256: str
    rules: tuple[str, ...]
    kind: Kind
    started_at: datetime
    completed_at: datetime
    completed_on: date
    time_zone: str
    tzdata: str
    attempt_id: UUID
    attempt_number: int
    score_percent: int
    pass_mark: int
    valid_through: date | None
    certificate: CertificateNumber
    recorded_at: datetime
    recorded_by: str
    entry: int
    entry_sha256: str
