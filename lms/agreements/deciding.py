"""What is wrong with an agreement, a span of service or an agent, in sentences."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from lms.agreements.model import Agent, Agreement, Attestation, Coverage
from lms.kernel.errors import Fault
from lms.kernel.intake.plain import is_plain

LONGEST_NAME: Final = 200
LONGEST_SERVICES: Final = 300
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,59}")
_YEARS: Final = (1900, 2999)


def check_agreement(told: Agreement) -> tuple[Fault, ...]:
    """Return every fault of an agreement as it is described; empty when it can be kept."""
    return tuple(_of_agreement(told))


def check_coverage(told: Coverage, others: Iterable[Coverage]) -> tuple[Fault, ...]:
    """Return every fault of a span of service; `others` are the person's of the same agreement.

    Two spans of one person and agreement share no day. A span of the same first day is the one
    that this replaces.
    """
    return tuple(_of_coverage(told, others))


def check_agent(told: Agent) -> tuple[Fault, ...]:
    """Return every fault of a contract agent as it is described."""
    faults = [*check_words("name", told.name, LONGEST_NAME, "Name the agent.")]
    faults += check_words("services", told.services, LONGEST_SERVICES, "Say what it does.")
    if told.to_on is not None and told.to_on < told.from_on:
        words = f"The last day lies before the first, {told.from_on}. Give a later one."
        faults.append(Fault(words, "to_on"))
    return (*faults, *_years((("from_on", told.from_on), ("to_on", told.to_on))))


def check_attestation(told: Attestation, today: date) -> tuple[Fault, ...]:
    """Return every fault of an attestation that is recorded today."""
    missing = "Say who attested it, by name and position."
    faults = [*check_words("attested_by", told.attested_by, LONGEST_NAME, missing)]
    if told.attested_on > today:
        words = f"It was attested on {told.attested_on}, which is still to come."
        faults.append(Fault(words, "attested_on"))
    if told.through_on < told.attested_on:
        words = f"It cannot end before it was attested, on {told.attested_on}."
        faults.append(Fault(words, "through_on"))
    return (*faults, *_years((("through_on", told.through_on),)))


def check_words(name: str, words: str, longest: int, missing: str = "") -> Iterator[Fault]:
    """Yield what is wrong with a few words: nothing there, too long, or an invisible sign."""
    if missing and not words:
        yield Fault(missing, name)
    if len(words) > longest:
        yield Fault(f"This is longer than {longest} characters. Shorten it.", name)
    if not is_plain(words):
        yield Fault("There is a line break or an invisible sign in this. Type it anew.", name)


def _of_agreement(told: Agreement) -> Iterator[Fault]:
    for name, words in (("id", told.id), ("program_id", told.program_id)):
        if not _ID.fullmatch(words):
            said = "Use up to 60 letters, figures, hyphens, dots and slashes, like QSOA-014."
            yield Fault(said, name)
    yield from check_words("program_name", told.program_name, LONGEST_NAME, "Name the program.")
    yield from check_words("services", told.services, LONGEST_SERVICES)
    if told.ends_on is not None and told.ends_on < told.effective_on:
        words = f"It ends before it takes effect, on {told.effective_on}. Give a later day."
        yield Fault(words, "ends_on")
    days = (("effective_on", told.effective_on), ("ends_on", told.ends_on))
    yield from _years((*days, ("signed_on", told.signed_on)))


def _of_coverage(told: Coverage, others: Iterable[Coverage]) -> Iterator[Fault]:
    if told.to_on is not None and told.to_on < told.from_on:
        words = f"The last day lies before the first, {told.from_on}. Give a later one."
        yield Fault(words, "to_on")
        return
    for other in others:
        if other.from_on != told.from_on and _share_a_day(told, other):
            until = f"to {other.to_on}" if other.to_on else "on"
            words = f"{other.worker} serves it from {other.from_on} {until} already. "
            yield Fault(words + "End that first, or choose days outside it.", "from_on")
    days = (("from_on", told.from_on), ("to_on", told.to_on))
    yield from _years((*days, ("access_granted_on", told.access_granted_on)))


def _share_a_day(one: Coverage, other: Coverage) -> bool:
    first = max(one.from_on, other.from_on)
    return all(each.to_on is None or first <= each.to_on for each in (one, other))


def _years(days: Iterable[tuple[str, date | None]]) -> Iterator[Fault]:
    # Reckoning from a day at either end of the calendar would leave it.
    for name, day in days:
        if day is not None and not _YEARS[0] <= day.year <= _YEARS[1]:
            said = f"The year must be from {_YEARS[0]} to {_YEARS[1]}; for no end, leave it empty."
            yield Fault(said, name)
