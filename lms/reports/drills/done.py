"""Which drills has a worker gone through, and how often were they gone through by all?"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from lms.drills.tables import DrillChoiceRow, DrillRunRow
from lms.kernel.ids import WorkerId


class Done(NamedTuple):
    """One run of a worker: when, and how many of its choices were right."""

    run: UUID
    drill: str
    finished_at: datetime
    right: int
    choices: int


class Count(NamedTuple):
    """How often a drill was gone through, by how many workers, and how its choices went."""

    drill: str
    runs: int
    workers: int
    right: int
    choices: int


_RIGHT = func.sum(cast(DrillChoiceRow.was_right, Integer))


def drills_done(session: Session, worker: WorkerId) -> tuple[Done, ...]:
    """Return a worker's own runs, the newest first."""
    query = (
        select(DrillRunRow.id, DrillRunRow.drill, DrillRunRow.finished_at, _RIGHT, func.count())
        .join(DrillChoiceRow, DrillChoiceRow.run_id == DrillRunRow.id)
        .where(DrillRunRow.worker_id == worker)
        .group_by(DrillRunRow.id, DrillRunRow.drill, DrillRunRow.finished_at, DrillRunRow.entry)
        .order_by(DrillRunRow.finished_at.desc(), DrillRunRow.entry.desc())
    )
    return tuple(Done(*row) for row in session.execute(query))


def drills_counted(session: Session) -> dict[str, Count]:
    """Count the runs of each drill over all workers; no name comes with it."""
    query = (
        select(
            DrillRunRow.drill,
            func.count(DrillRunRow.id.distinct()),
            func.count(DrillRunRow.worker_id.distinct()),
            _RIGHT,
            func.count(),
        )
        .join(DrillChoiceRow, DrillChoiceRow.run_id == DrillRunRow.id)
        .group_by(DrillRunRow.drill)
    )
    return {row[0]: Count(*row) for row in session.execute(query)}
