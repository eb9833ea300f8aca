"""What is wrong with a room that somebody wants to open, in sentences for whoever opens it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from lms.kernel.errors import Fault

LONGEST_DAYS: Final = 90
LONGEST_NAME: Final = 120


def check_room(
    guest: str, firm: str, from_on: date | None, until_on: date | None, today: date
) -> tuple[Fault, ...]:
    """Return every fault; a room is for a named person, and ends within 90 days by itself."""
    return (*_names(guest, firm), *_days(from_on, until_on, today))


def _names(guest: str, firm: str) -> Iterator[Fault]:
    if not guest.strip():
        yield Fault("Name the auditor: a room is for one person.", "guest")
    for name, words in (("guest", guest), ("firm", firm)):
        if len(words) > LONGEST_NAME:
            yield Fault(f"Write at most {LONGEST_NAME} characters.", name)


def _days(from_on: date | None, until_on: date | None, today: date) -> Iterator[Fault]:
    if until_on is None:
        yield Fault("Give the last day, like 2026-12-31: every room ends.", "until_on")
        return
    first = max(from_on or today, today)
    if until_on < first:
        yield Fault(
            "The last day lies before the first, or has passed. Give a later one.", "until_on"
        )
    if until_on > today + timedelta(days=LONGEST_DAYS):
        last = today + timedelta(days=LONGEST_DAYS)
        yield Fault(f"A room is open for {LONGEST_DAYS} days at most: until {last}.", "until_on")
