"""The words of people: worker, and what the staff file says of one."""

from dataclasses import dataclass
from datetime import date, datetime

from lms.kernel.ids import WorkerId


@dataclass(frozen=True)
class Worker:
    """A worker as the staff file last described them."""

    id: WorkerId
    name: str
    email: str
    team: str
    role: str
    manager: WorkerId | None
    employer: str
    hired_on: date
    ended_on: date | None
    time_zone: str
    language: str


@dataclass(frozen=True)
class WorkerRecord:
    """What was recorded of a worker at one time; the latest one describes them now."""

    worker: Worker
    recorded_at: datetime
    recorded_on: date
