"""By which clock does this worker live?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.people.tables import WorkerRow


def zone_of(session: Session, worker: WorkerId, zone: str) -> str:
    """Return the worker's own time zone (IANA); `zone` stands in for one nobody knows."""
    return session.scalar(select(WorkerRow.time_zone).where(WorkerRow.id == worker)) or zone
