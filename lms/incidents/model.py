"""The words of incidents: retraining that was opened for somebody."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lms.kernel.ids import AgreementId, CourseId, WorkerId


class Retrained(StrEnum):
    """How far a retraining is on a day; exactly one holds. One opened in error is withdrawn."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Retraining:
    """That a worker is to take a course again by a day, after an incident.

    The incident goes by its number in the organization's own register, and nothing else is said
    of it. `opened_on` is a day of the worker's own zone. `agreement` names the one that it
    concerns, None for none.
    """

    id: UUID
    worker: WorkerId
    course: CourseId
    incident: str
    agreement: AgreementId | None
    opened_on: date
    due_on: date
    approved_by: str
    opened_at: datetime
    opened_by: str
    entry: int


def how_far(due_on: date, done_on: date | None, day: date) -> Retrained:
    """Tell how far a retraining is on a day; `done_on` is when the course was completed after."""
    if done_on is not None and done_on <= day:
        return Retrained.DONE
    return Retrained.LATE if day > due_on else Retrained.OPEN
