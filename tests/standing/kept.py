"""Derived rows as they are kept."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.standing.tables import StandingRow


def standings_of(session: Session, worker: WorkerId) -> list[StandingRow]:
    """Return a worker's derived rows, in order of requirement."""
    query = select(StandingRow).where(StandingRow.worker_id == worker)
    return list(session.scalars(query.order_by(StandingRow.requirement)))
