"""What files tell: training done elsewhere, leaves, and exceptions as they were decided."""

from dataclasses import dataclass
from datetime import date, datetime

from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.standing.records import ExceptionKind


@dataclass(frozen=True)
class ToldCompletion:
    """Training done elsewhere, with the document that shows it and who approved that.

    `completed_at` is None where only the day is told, `completed_on` where the instant is. A
    version of None is older than every version. `recorded_at` is when it was first recorded,
    where a history is moved here from another system.
    """

    worker: WorkerId
    course: CourseId
    version: int | None
    completed_at: datetime | None
    completed_on: date | None
    score_percent: int | None
    document: str
    approved_by: str
    recorded_at: datetime | None


@dataclass(frozen=True)
class ToldLeave:
    """A worker is away from `first_day_away` to the day before `first_day_back`, if known."""

    worker: WorkerId
    first_day_away: date
    first_day_back: date | None


@dataclass(frozen=True)
class ToldException:
    """An extension or a waiver as it was decided, from `from_on` through `to_on`."""

    kind: ExceptionKind
    worker: WorkerId
    requirement: RequirementId
    decided_on: date
    from_on: date
    to_on: date
    approved_by: str
    reason: str
