"""Somebody is sent, by mail, the link with which they take their own transcript once."""

from collections.abc import Callable

from lms.accounts.tokens import digest_of
from lms.actions.mail.queue_letter import queue_letter
from lms.actions.transcripts.offer_transcript import TranscriptLink, offer_transcript
from lms.kernel.ids import WorkerId
from lms.kernel.outgoing.mail.model import Letter
from lms.kernel.work import UnitOfWork
from lms.standing.civil import civil_day
from lms.standing.explanation import in_words

_WORDS = """\
{house} made your training transcript ready: what you completed there, signed, in one PDF file.

Open this link and press the button. It works once, until {day}:

{url}

Whoever has the link can take the transcript, so pass it on to nobody. If you did not ask for
it, tell {contact}.
"""


def mail_transcript(
    work: UnitOfWork, worker: WorkerId, to: str, url_of: Callable[[str], str]
) -> TranscriptLink:
    """Make a link as `offer_transcript` does, and send it; `url_of` turns its token into one.

    Its words are not kept once it is sent. Raises `Refused` for what is no address.
    """
    link = offer_transcript(work, worker)
    house = work.organization
    words = _WORDS.format(
        house=house.name,
        day=in_words(civil_day(link.expires_at, house.time_zone)),
        url=url_of(link.token),
        contact=house.contact_name,
    )
    subject = f"Your training transcript from {house.name}"
    key = f"transcript/{digest_of(link.token)}"
    queue_letter(work, Letter(key, to.strip(), subject, words, passes=True))
    return link
