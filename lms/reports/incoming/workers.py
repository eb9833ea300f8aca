"""What would a staff file change?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lms.certificates.model import UnsupportedText
from lms.certificates.pdf import check_name
from lms.kernel.ids import WorkerId
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import Staged
from lms.people.model import Worker
from lms.people.reader import WORKERS, read_worker
from lms.people.store import (
    described,
    managers,
    workers_missing_from,
    workers_of,
    workers_there,
)
from lms.people.tables import WorkerRecordRow
from lms.reports.incoming.kind import Judged, Kind, Place, judged


class Workers(Kind[Worker]):
    """Workers as a staff file describes them, known by their ids."""

    things = "workers"
    columns = WORKERS
    owner_column = "worker_id"
    table = WorkerRecordRow
    order = ("worker_id",)

    def read(self, cells: Cells) -> Worker:
        """Read a worker, in the organization's zone if the file names none."""
        return read_worker(cells, self.work.organization.time_zone)

    def place(self, told: Worker) -> Place:
        """Know a worker by their id; they may name a manager."""
        return Place(told.id, refers=told.manager)

    def name(self, told: Worker) -> str:
        """Name the worker."""
        return f"Worker {told.id}"

    def check(self, staged: Staged) -> None:
        """Find managers whom nobody knows, and managers who lead back to their own."""
        if self.problems.count:
            return  # a manager may stand in a row that could not be read
        bosses: dict[str, str | None] = dict(managers(self.work.session))
        bosses |= staged.references()
        unknown = staged.referring_to_none_of(bosses)
        for number, manager in unknown:
            told = f"There is no worker {manager}, in this file or before it."
            self.problems.add(number, "manager_id", told)
        for worker, number in staged.numbers_of(_going_round(bosses)).items():
            told = f"The managers of {worker} lead back to {worker}. Break the circle."
            self.problems.add(number, "manager_id", told)

    def judge(self, rows: Sequence[tuple[int, Worker]]) -> Iterator[Judged]:
        """Judge workers; whoever is new, or has another name, must have one to be printed."""
        known = workers_of(self.work.session, [worker.id for _, worker in rows])
        for number, worker in rows:
            before = known.get(worker.id)
            if before is None or before.name != worker.name:
                self._check_name(number, worker.name)
            yield judged(before, worker, self._fact(worker))

    def known(self) -> int:
        """Count the workers who are there."""
        return workers_there(self.work.session)

    def absent(self, staged: Staged) -> Iterator[Worker]:
        """Yield the workers who are there, and not in the file."""
        return workers_missing_from(self.work.session, staged.owners)

    def ended(self, told: Worker) -> dict[str, Any]:
        """End a worker today, or on the day of a hire that is still to come."""
        return self._fact(replace(told, ended_on=max(self.today, told.hired_on)))

    def _fact(self, worker: Worker) -> dict[str, Any]:
        return described(worker, {**self.stamp(), "recorded_on": self.today})

    def _check_name(self, number: int, name: str) -> None:
        try:
            check_name(name)
        except UnsupportedText as unsupported:
            self.problems.add(number, "name", str(unsupported))


def _going_round(bosses: Mapping[str, str | None]) -> list[str]:
    """Return whoever stands in a circle of managers: each is walked over once."""
    safe: set[str] = set()
    circles: list[str] = []
    for worker in bosses:
        path: dict[str, None] = {}
        above: str | None = worker
        while above is not None and above not in safe and above not in path:
            path[above] = None
            above = bosses.get(above)
        if above in path:
            walked = list(path)
            circles += walked[walked.index(str(above)) :]
        safe.update(path)  # in place: `|=` with keys makes a new set each time
    return [WorkerId(one) for one in circles]
