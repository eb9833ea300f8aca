"""How entries are sealed to one another, so that no change goes unseen."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring as quoted

from lms.evidence.model import Entry

GENESIS = "0" * 64


def seal_of(number: int, what: str, statement: str, previous: str, recorded_at: str) -> str:
    """Return the seal of an entry: the SHA-256 of the canonical form of these five.

    `recorded_at` is in ISO 8601. A million entries are checked by this line, so it writes by
    hand what `canonical` writes, and a property test holds the two together.
    """
    told = f"{quoted(what)},{quoted(statement)},{quoted(previous)},{quoted(recorded_at)}"
    return sha256(f"[{number},{told}]".encode()).hexdigest()


def sealed(number: int, what: str, statement: str, previous: str, recorded_at: datetime) -> Entry:
    """Put a statement into the ledger after the entry whose seal is given."""
    seal = seal_of(number, what, statement, previous, recorded_at.isoformat())
    return Entry(number, what, statement, previous, seal, recorded_at)


def first_break(entries: Iterable[Entry]) -> Entry | None:
    """Return the first entry that was altered, moved or lost its predecessor, if any."""
    number, previous = 1, GENESIS
    for entry in entries:
        if entry != sealed(number, entry.what, entry.statement, previous, entry.recorded_at):
            return entry
        number, previous = number + 1, entry.seal
    return None
