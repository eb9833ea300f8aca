"""What is wrong with a retraining as it is asked for, in sentences for whoever asks."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from lms.kernel.errors import Fault

INCIDENT: Final = re.compile(r"(?=.{3,40}\Z)(?=.*\d)[A-Z]{1,10}[-/.0-9A-Z]*")
"""A number of the organization's register: capitals first, figures, no space, no name."""
SAY_INCIDENT: Final = (
    "Write the incident's number in your own register, like INC-2026-014: capital letters, "
    "figures and hyphens. Never a patient's name, number or details."
)


def check_retraining(incident: str, due_on: date | None, today: date) -> tuple[Fault, ...]:
    """Return every fault of a retraining that is opened today."""
    return tuple(_faults(incident, due_on, today))


def _faults(incident: str, due_on: date | None, today: date) -> Iterator[Fault]:
    if not INCIDENT.fullmatch(incident):
        yield Fault(SAY_INCIDENT, "incident")
    if due_on is None:
        yield Fault("Give the day by which it is to be done.", "due_on")
    elif due_on < today:
        yield Fault(f"That day is over: today is {today}. Give a later one.", "due_on")
    elif due_on.year > today.year + 2:
        yield Fault("That is years away. Give a day within the next two years.", "due_on")
