"""What is derived of workers' standing is made again from the facts."""

from collections.abc import Callable, Iterable
from datetime import date

from lms.kernel.batches import batches
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.reports.derived import derived_rows
from lms.reports.histories import WORKERS_AT_ONCE, stories
from lms.standing.civil import civil_day
from lms.standing.store import write_standings


def restate_standing(
    work: UnitOfWork, workers: Iterable[WorkerId], told: Callable[[int], None] | None = None
) -> int:
    """Derive the dates of these workers anew; return how many rows were written.

    It changes no fact and needs no permission of its own: whatever action changed a fact
    calls it in the same transaction. `told` hears of workers done.
    """
    days = _Days(work)
    written = done = 0
    for piece in batches(workers, WORKERS_AT_ONCE):
        rows = [
            row
            for story in stories(work.session, piece)
            for row in derived_rows(story, days[story.worker.time_zone])
        ]
        write_standings(work.session, piece, rows)
        written += len(rows)
        done += len(piece)
        if told is not None:
            told(done)
    return written


class _Days(dict[str, date]):
    """By time zone, the earlier of today there and today in the organization's own zone.

    Reports are asked by the organization's day, workers live by their own.
    """

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, zone: str) -> date:
        now, house = self._work.now, self._work.organization.time_zone
        self[zone] = min(civil_day(now, zone), civil_day(now, house))
        return self[zone]
