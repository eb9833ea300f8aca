"""Which records are held, for what?"""

from sqlalchemy.orm import Session

from lms.evidence.retention import Hold
from lms.evidence.store import holds_open


def held(session: Session) -> list[Hold]:
    """Return the holds that are open, oldest first."""
    return holds_open(session)
