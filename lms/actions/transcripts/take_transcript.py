"""The bearer of a one-time link takes the transcript that it is for."""

from lms.accounts import store
from lms.accounts.tokens import digest_of
from lms.evidence.shown import TranscriptTaken
from lms.evidence.store import record
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork

SPENT = (
    "This link has been used, or its time is over. Ask the compliance officer for a new one: "
    "each link works once, for 14 days at most."
)


def take_transcript(work: UnitOfWork, token: str) -> WorkerId:
    """Use a link up, and return whose transcript its bearer may have.

    Of two who come at once, one gets it. Raises `NotFound` for a link that is spent, over, or
    was never given out.
    """
    worker = store.use_transcript_link(work.session, digest_of(token), work.now)
    if worker is None:
        raise NotFound(SPENT)
    record(work, TranscriptTaken(worker))
    return worker
