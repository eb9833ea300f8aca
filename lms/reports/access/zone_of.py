"""By which clock does this worker live?"""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.people.tables import WorkerRow

# Made once: to put a statement together takes longer than to run it.
_worker = WorkerRow.__table__.c
_ZONE = select(_worker.time_zone).where(_worker.id == bindparam("worker"))


def zone_of(session: Session, worker: WorkerId, zone: str) -> str:
    """Return the worker's own time zone (IANA); `zone` stands in for one nobody knows."""
    return session.scalar(_ZONE, {"worker": worker}) or zone
