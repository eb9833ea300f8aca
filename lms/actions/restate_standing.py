"""What is derived of workers' standing is made again from the facts."""

from collections.abc import Callable, Iterable
from datetime import timedelta

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
    # It may still be yesterday for some worker, and no zone is further behind than that.
    day = civil_day(work.now, work.organization.time_zone) - timedelta(days=1)
    written = done = 0
    for piece in batches(workers, WORKERS_AT_ONCE):
        rows = [row for story in stories(work.session, piece) for row in derived_rows(story, day)]
        write_standings(work.session, piece, rows)
        written += len(rows)
        done += len(piece)
        if told is not None:
            told(done)
    return written
