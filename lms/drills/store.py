"""Drills that were answered, in and out of the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.drills.archive import from_json, to_json
from lms.drills.model import Drill, Run, Taken
from lms.drills.tables import DrillChoiceRow, DrillRunRow, DrillTextRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId


def keep_text(session: Session, drill: Drill, now: datetime) -> None:
    """Keep the text of a drill, unless it is kept already."""
    if session.get(DrillTextRow, drill.text_sha256) is None:
        row = DrillTextRow(
            text_sha256=drill.text_sha256, drill=drill.slug, content=to_json(drill), kept_at=now
        )
        session.add(row)
        session.flush()


def add_run(session: Session, run: Run, entry: int) -> None:
    """Keep a run with its choices, for ever."""
    session.add(
        DrillRunRow(
            id=run.id,
            worker_id=run.worker,
            drill=run.drill,
            text_sha256=run.text_sha256,
            ending=run.ending,
            finished_at=run.finished_at,
            entry=entry,
        )
    )
    session.flush()
    for number, one in enumerate(run.taken):
        session.add(
            DrillChoiceRow(
                run_id=run.id,
                number=number,
                step=one.step.id,
                chosen=one.at,
                was_right=one.choice.right,
                reason=one.reason,
            )
        )
    session.flush()


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
