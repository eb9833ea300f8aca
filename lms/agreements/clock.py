"""Until when an agreement runs, how long that is, and when its renewal is due."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from lms.agreements.model import Agreement

RENEWAL_DAYS: Final = 90
"""So many days before its last one the renewal of an agreement is due: practice of this house."""


class Runs(StrEnum):
    """What an agreement is on a day; exactly one holds."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    RENEWAL_DUE = "renewal_due"
    ENDED = "ended"


@dataclass(frozen=True)
class Clock:
    """Whether an agreement runs, how many days it has after this one, and from when to renew.

    `days_left` is 0 on the last day, below 0 after it, and None where no end is known.
    """

    runs: Runs
    days_left: int | None
    renew_from: date | None


def clock_of(agreement: Agreement, day: date) -> Clock:
    """Tell how an agreement runs on a day: in force from its first day through its last one."""
    ends_on = agreement.ends_on
    left = None if ends_on is None else (ends_on - day).days
    renew_from = None if ends_on is None else ends_on - timedelta(days=RENEWAL_DAYS)
    if left is not None and left < 0:
        return Clock(Runs.ENDED, left, renew_from)
    if day < agreement.effective_on:
        return Clock(Runs.NOT_YET, left, renew_from)
    due = left is not None and left <= RENEWAL_DAYS
    return Clock(Runs.RENEWAL_DUE if due else Runs.IN_FORCE, left, renew_from)
