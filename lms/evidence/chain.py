"""How entries are sealed to one another, so that no change goes unseen."""

from collections.abc import Iterable
from datetime import datetime

from lms.evidence.model import Entry
from lms.kernel.canonical import digest

GENESIS = "0" * 64


def sealed(number: int, what: str, statement: str, previous: str, recorded_at: datetime) -> Entry:
    """Put a statement into the ledger after the entry whose seal is given."""
    seal = digest((number, what, statement, previous, recorded_at))
    return Entry(number, what, statement, previous, seal, recorded_at)


def first_break(entries: Iterable[Entry]) -> Entry | None:
    """Return the first entry that was altered, moved or lost its predecessor, if any."""
    number, previous = 1, GENESIS
    for entry in entries:
        if entry != sealed(number, entry.what, entry.statement, previous, entry.recorded_at):
            return entry
        number, previous = number + 1, entry.seal
    return None
