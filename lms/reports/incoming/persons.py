"""Of whom do the rows of a file tell: since when are they here, and how were they described?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.kernel.sheets import Problems
from lms.people.employment import stretches_of
from lms.people.model import Worker, WorkerRecord
from lms.people.store import records_of


@dataclass(frozen=True)
class Person:
    """A worker as they are now, with everything recorded of them and their first day here."""

    records: tuple[WorkerRecord, ...]
    hired_on: date

    @property
    def now(self) -> Worker:
        """How they were described last."""
        return self.records[-1].worker

    def on(self, day: date) -> Worker:
        """Return how they were described on a day, or else now."""
        known = [record.worker for record in self.records if record.recorded_on <= day]
        return known[-1] if known else self.now


@dataclass(frozen=True)
class Persons:
    """Those of some workers who are known; a row about anybody else is a problem."""

    known: dict[WorkerId, Person]
    problems: Problems

    def of(self, number: int, worker: WorkerId) -> Person | None:
        """Return whom a row tells of; note a problem if nobody knows them."""
        if worker not in self.known:
            told = f"There is no worker {worker}. Bring the staff file in first."
            self.problems.add(number, "worker_id", told)
        return self.known.get(worker)

    def here(self, number: int, worker: WorkerId, column: str, day: date) -> Person | None:
        """Return whom a row tells of, if they were hired by a day; else note a problem."""
        person = self.of(number, worker)
        if person is not None and day < person.hired_on:
            told = f"{worker} was hired on {person.hired_on}, and {day} lies before that."
            self.problems.add(number, column, told)
            return None
        return person


def persons(session: Session, workers: Iterable[WorkerId], problems: Problems) -> Persons:
    """Load whoever is known of some workers."""
    found = records_of(session, dict.fromkeys(workers))
    return Persons({worker: _person(records) for worker, records in found.items()}, problems)


def _person(records: tuple[WorkerRecord, ...]) -> Person:
    stretches = stretches_of(records)
    hired_on = stretches[0].from_on if stretches else records[-1].worker.hired_on
    return Person(records, hired_on)
