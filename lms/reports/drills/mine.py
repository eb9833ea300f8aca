"""What did I decide in a drill, and what did its text say then?"""

from uuid import UUID

from sqlalchemy.orm import Session

from lms.drills.model import Drill, Run
from lms.drills.store import run_of
from lms.kernel.ids import WorkerId


def my_drill(session: Session, worker: WorkerId, run: UUID) -> tuple[Drill, Run]:
    """Return a worker's own run with the text as it was answered; `NotFound` for any other."""
    return run_of(session, worker, run)
