"""What is required, in words: of whom, how often, from when, and what an older text means."""

from lms.pages import words
from lms.requirements.model import EVERY_AGREEMENT, Audience, Requirement

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def audience_words(audience: Audience) -> str:
    """Say of whom something is required."""
    if audience.everyone:
        return "Everybody"
    told = []
    if audience.roles:
        told.append(f"{_one_or('Role', audience.roles)} {_listed(audience.roles)}")
    if audience.teams:
        told.append(f"{_one_or('Team', audience.teams)} {_listed(audience.teams)}")
    if EVERY_AGREEMENT in audience.agreements:
        told.append("Whoever serves any agreement")
    elif audience.agreements:
        told.append(f"Whoever serves {_listed(audience.agreements)}")
    return "; ".join(told)


def cadence_words(asked: Requirement) -> str:
    """Say how often it is asked, and what a renewal does to the day."""
    often = {1: "Every month", 12: "Every year"}.get(
        asked.cadence_months, f"Every {asked.cadence_months} months"
    )
    if asked.fixed_dates:
        days = _listed(tuple(_month_and_day(one) for one in asked.fixed_dates))
        return f"{often} at most, by the common date {days}"
    if not asked.keep_anniversary:
        return f"{often}, counted from each completion"
    return f"{often}; the anniversary is kept within {asked.window_days} days"


def further_words(asked: Requirement) -> list[str]:
    """Say what else holds: first due day, return, grace, rule floor, alignment."""
    first = "that day" if not asked.initial_days else f"{words.counted(asked.initial_days, 'day')}"
    told = [
        "First due on the first day" if not asked.initial_days else f"First due after {first}",
        f"{words.counted(asked.return_days, 'day')} allowed after a leave",
    ]
    if asked.grace_days:
        told.append(f"amber for {words.counted(asked.grace_days, 'day')} after the last day")
    if asked.align:
        told.append("a first completion takes the worker's existing anniversary")
    floor = asked.rule_floor
    if floor is not None:
        told.append(
            f"the text must teach “{floor.rule}” from {words.short_day(floor.from_on)}, "
            f"to be read within {words.counted(floor.refresh_days, 'day')}"
        )
    return told


def span_words(asked: Requirement) -> str:
    """Say from when to when it exists."""
    begins = f"From {words.short_day(asked.from_on)}"
    if asked.until_on is None:
        return begins
    return f"{begins}, no more from {words.short_day(asked.until_on)}"


def _one_or(word: str, names: tuple[str, ...]) -> str:
    return word if len(names) == 1 else f"{word}s"


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _month_and_day(written: str) -> str:
    month, _, day = written.partition("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]}"
