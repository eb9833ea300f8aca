"""Can this link to a transcript still be used, and who is it for?"""

from datetime import datetime

from sqlalchemy.orm import Session

from lms.accounts.store import transcript_link_works
from lms.accounts.tokens import digest_of
from lms.kernel.access import Scope
from lms.kernel.ids import WorkerId
from lms.people.model import Worker
from lms.people.store import reachable


def link_works(session: Session, token: str, now: datetime) -> bool:
    """Say whether a link can still be used; one that was never given out cannot."""
    return transcript_link_works(session, digest_of(token), now)


def holder_seen(session: Session, scope: Scope, worker: WorkerId) -> Worker:
    """Return a worker within a scope; raise `NotFound` for any other."""
    return reachable(session, scope, worker)
