"""What tells named people each day where the ledger stands, so that nobody here can deny it."""

from collections.abc import Iterable

from lms.kernel.outgoing.mail.model import Letter
from lms.kernel.work import UnitOfWork
from lms.reports.ledger.checkpoints import checkpoint
from lms.standing.civil import civil_day
from lms.standing.explanation import in_words

_WORDS = """\
On {day}, the training records of {house} went up to entry {number:,}. This line says so, signed:

{line}

Please keep this message where nobody who runs the records can change it. Should they ever be
doubted, put the line into a file and let it be checked with

    part2-lms doctor --checkpoints FILE

Whatever was changed, cut off or sealed anew up to that entry is named then. One such message
comes each day; tell {contact} if they stop.
"""


def checkpoint_letters(work: UnitOfWork, addresses: Iterable[str]) -> list[Letter]:
    """Return today's letters; none while the ledger has no entry.

    Ask it of a work that only looks, as a checkpoint is.
    """
    made = checkpoint(work)
    if made is None:
        return []
    house = work.organization
    day = civil_day(work.now, house.time_zone)
    words = _WORDS.format(
        day=in_words(day),
        house=house.name,
        number=made.number,
        line=made.line,
        contact=house.contact_name,
    )
    subject = f"Training records of {house.name}: entry {made.number:,} on {in_words(day)}"
    return [
        Letter(f"checkpoint/{day}/{address}", address, subject, words) for address in addresses
    ]
