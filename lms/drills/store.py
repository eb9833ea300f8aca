"""Drills that were answered, in and out of the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.drills.archive import from_json, to_json
from lms.drills.model import Drill, Run, Taken
from lms.drills.tables import DrillChoiceRow, DrillRunRow, DrillTextRow
from lms.kernel.database import Base
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId


def text_rows(session: Session, drill: Drill, now: datetime) -> list[DrillTextRow]:
    """Return the row that keeps the text of a drill; none if it is kept already."""
    if session.get(DrillTextRow, drill.text_sha256) is not None:
        return []
    text = to_json(drill)
    return [
        DrillTextRow(text_sha256=drill.text_sha256, drill=drill.slug, content=text, kept_at=now)
    ]


def run_rows(run: Run) -> list[Base]:
    """Return the rows that keep a run with its choices."""
    row = DrillRunRow(
        id=run.id,
        worker_id=run.worker,
        drill=run.drill,
        text_sha256=run.text_sha256,
        ending=run.ending,
        finished_at=run.finished_at,
    )
    choices = [
        DrillChoiceRow(
            run_id=run.id,
            number=number,
            step=one.step.id,
            chosen=one.at,
            was_right=one.choice.right,
            reason=one.reason,
        )
        for number, one in enumerate(run.taken)
    ]
    return [row, *choices]


def run_of(session: Session, worker: WorkerId, run_id: UUID) -> tuple[Drill, Run]:
    """Return a worker's own run with the text that they answered; raise `NotFound` for others."""
    row = session.get(DrillRunRow, run_id)
    if row is None or row.worker_id != worker:
        raise NotFound("There is no such drill among yours.")
    text = session.get_one(DrillTextRow, row.text_sha256)
    drill = from_json(text.content)
    query = (
        select(DrillChoiceRow)
        .where(DrillChoiceRow.run_id == run_id)
        .order_by(DrillChoiceRow.number)
    )
    taken = tuple(
        Taken(drill.step(one.step), one.chosen, one.reason) for one in session.scalars(query)
    )
    run = Run(row.id, worker, row.drill, row.text_sha256, row.ending, taken, row.finished_at)
    return drill, run
