"""Were records destroyed by rule, so that they cannot be shown any more?"""

from datetime import date

from sqlalchemy.orm import Session

from lms.evidence.keeping import RecordsDestroyed
from lms.evidence.retention import CITATION, YEARS
from lms.evidence.store import last_at
from lms.standing.explanation import in_words


def gone_told(session: Session) -> str:
    """Say that records were destroyed when their time was over, and until when; or nothing.

    Whom they were about, and whom they served, nobody can tell any more: it is said of all.
    """
    at = last_at(session, RecordsDestroyed.__name__)
    if at is None:
        return ""
    on: date = at.date()
    return (
        f"Records of people who left are destroyed here {YEARS} years after making or last effect "
        f"({CITATION}), the last time on {in_words(on)}. Of days before, people who left may be "
        "missing. "
    )
