"""Somebody is offered a link to take their own transcript, which works once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from lms.accounts import store
from lms.accounts.tokens import digest_of, new_token
from lms.evidence.shown import TranscriptOffered
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import reachable

VALID_FOR: Final = timedelta(days=14)


@dataclass(frozen=True)
class TranscriptLink:
    """A link that lets its bearer take a transcript once; the token itself is kept nowhere."""

    worker: WorkerId
    token: str
    expires_at: datetime


def offer_transcript(work: UnitOfWork, worker: WorkerId) -> TranscriptLink:
    """Return a new link for a worker, also one who left; every older one stops working.

    Raises `NotFound` for a worker whom the actor may not see.
    """
    work.actor.require(Permission.DECIDE)
    reachable(work.session, work.actor.scope, worker)
    link = TranscriptLink(worker, new_token(), work.now + VALID_FOR)
    store.use_transcript_links_of(work.session, worker, work.now)
    store.add_transcript_link(work.session, digest_of(link.token), worker, link.expires_at)
    record(work, TranscriptOffered(worker, link.expires_at.isoformat()))
    return link
