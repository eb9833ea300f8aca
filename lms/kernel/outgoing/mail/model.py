"""A letter on its way: sent once, tried again with growing patience, or refused for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WAITS: Final = tuple(
    timedelta(minutes=one) for one in (1, 5, 15, 60, 120, 240, 480, 480, 480, 480, 480)
)
"""How long to wait after each try in vain: about two days in all."""
LEASE: Final = timedelta(minutes=5)
"""So long a letter belongs to whoever took it to send it; then somebody else may."""
WITHHELD: Final = "Not sent: it waited when a backup was made, and may have been sent since."
"""The answer kept of letters that were waiting in a backup which was brought back."""


@dataclass(frozen=True)
class Letter:
    """What somebody is to be told by mail.

    No two letters have the same `key`, so that the same is never sent twice. The words of one
    that `passes`, as a one-time link does, are not kept once it is sent.
    """

    key: str
    to: str
    subject: str
    words: str
    passes: bool = False


@dataclass(frozen=True)
class Taken:
    """A letter that somebody took to send it, for the how manieth time."""

    letter: Letter
    made_at: datetime
    tries: int


def next_try(tries: int) -> timedelta | None:
    """Return how long to wait after so many tries in vain; None to give up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None
