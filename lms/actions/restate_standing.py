"""What is derived of workers' standing is made again from the facts."""

from collections.abc import Iterable
from typing import Any

from lms.kernel.batches import batches
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.reports.histories import WORKERS_AT_ONCE, Story, policy_of, stories
from lms.standing.derivation import standing_of
from lms.standing.store import DATES, certificates_of, write_standings


def restate_standing(work: UnitOfWork, workers: Iterable[WorkerId]) -> int:
    """Derive the dates of these workers anew; return how many rows were written.

    It changes no fact and needs no permission of its own: whatever action changed a fact
    calls it in the same transaction.
    """
    written = 0
    for piece in batches(workers, WORKERS_AT_ONCE):
        certificates = certificates_of(work.session, piece)
        rows = [_row(story, certificates) for story in stories(work.session, piece)]
        write_standings(work.session, piece, rows)
        written += len(rows)
    return written


def _row(story: Story, certificates: dict[Any, str]) -> dict[str, Any]:
    worker, requirement = story.worker, story.requirement
    dates = standing_of(policy_of(requirement), story.history)
    return {
        "worker_id": worker.id,
        "requirement": requirement.id,
        "team": worker.team,
        "course": requirement.course,
        "certificate": certificates.get((worker.id, requirement.course, dates.completed_on), ""),
        **{name: getattr(dates, name) for name in DATES},
    }
