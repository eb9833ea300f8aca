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


@dataclass(frozen=True)
class Listed:
    """Somebody on a roster: their id, and whatever else the roster says of them."""

    worker: WorkerId
    name: str = ""
    hired_on: date | None = None
    ended_on: date | None = None

    def there_on(self, day: date) -> bool:
        """Say whether the roster itself has them there on a day."""
        begun = self.hired_on is None or self.hired_on <= day
        return begun and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class Roster:
    """Who is there according to somebody else's list; `sha256` is that of its bytes."""

    sha256: str
    people: tuple[Listed, ...]
