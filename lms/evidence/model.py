"""The words of evidence."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """A statement in its place in the ledger, sealed to the one before it."""

    number: int
    what: str
    statement: str
    previous: str
    seal: str
    recorded_at: datetime
