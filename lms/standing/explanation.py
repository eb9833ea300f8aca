"""The sentence that says why a date is the date, made from the same values as the date."""

from dataclasses import dataclass
from datetime import date

from lms.standing.anniversaries import window_opens_on
from lms.standing.duties import first_due_on
from lms.standing.model import Duty, Extension, Period, Policy, Reckoning, Standing

# Written out, because strftime would answer in the language of the server.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a standing rests on: the latest duty, all periods, the extension in force."""

    duty: Duty | None
    periods: tuple[Period, ...]
    extension: Extension | None = None

    @property
    def last(self) -> Period | None:
        """The latest period, unless it had lapsed before the duty began."""
        if not self.periods:
            return None
        latest = self.periods[-1]
        lapsed = self.duty is not None and latest.valid_through < self.duty.from_on
        return None if lapsed else latest


def why(policy: Policy, grounds: Grounds, dates: Standing) -> str:
    """Say in one sentence why the dates are what they are, true on whatever day it is read.

    It gives no reason of an extension, which may be private; the register of exceptions does.
    """
    return f"{_reason(policy, grounds)}{_extended(grounds, dates)}{_ended(dates)}."


def in_words(day: date) -> str:
    """Write a date as it stands in sentences: 5 Mar 2027."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _reason(policy: Policy, grounds: Grounds) -> str:
    if grounds.duty is None:
        return _reason_without_duty(grounds.last)
    if grounds.last is None:
        return _reason_for_due(policy, grounds.duty, grounds.periods)
    return (
        f"Valid through {in_words(grounds.last.valid_through)}: "
        f"{_reckoned(policy, grounds.periods)}{_credited(grounds.last, grounds.duty)}"
    )


def _reason_without_duty(last: Period | None) -> str:
    sentence = "Not required: no requirement covers this worker"
    if last is None:
        return sentence
    completed_on, valid_through = in_words(last.completed_on), in_words(last.valid_through)
    return f"{sentence}; completed {completed_on}, which is valid through {valid_through}"


def _reason_for_due(policy: Policy, duty: Duty, periods: tuple[Period, ...]) -> str:
    when = f"{_counted(policy.initial_days, 'day')} later" if policy.initial_days else "that day"
    sentence = (
        f"Due {in_words(first_due_on(policy, duty))}: {duty.cause} {in_words(duty.from_on)}, "
        f"and completion is due {when}"
    )
    if not periods:
        return sentence
    lapsed_on = in_words(periods[-1].valid_through)
    return f"{sentence}, because the earlier completion was valid through {lapsed_on} only"


def _reckoned(policy: Policy, periods: tuple[Period, ...]) -> str:
    last = periods[-1]
    if last.reckoning is Reckoning.FIRST:
        return f"first completed {in_words(last.completed_on)}"
    if last.kept_anniversary:
        return _anniversary_kept(policy, last, periods[0])
    return _counted_anew(policy, last, periods[-2])


def _anniversary_kept(policy: Policy, last: Period, first: Period) -> str:
    begun = "first completed" if last.anchor == first.completed_on else "completed"
    renewed_on = in_words(last.completed_on)
    start = f"{begun} {in_words(last.anchor)};"
    if last.reckoning is Reckoning.UNCHANGED:
        return (
            f"{start} repeated {renewed_on}, from which {_cadence(policy)} "
            "would give no later day, so the day stays"
        )
    return (
        f"{start} renewed {renewed_on} inside the {policy.window_days}-day window, "
        "so the anniversary is kept"
    )


def _counted_anew(policy: Policy, last: Period, previous: Period) -> str:
    renewed = f"renewed {in_words(last.completed_on)}"
    if last.reckoning is Reckoning.STRICT:
        return f"{renewed}, and every completion starts a new count of {_cadence(policy)}"
    if last.reckoning is Reckoning.EARLY:
        opens_on = in_words(window_opens_on(policy, previous.valid_through))
        cause = f"before the {policy.window_days}-day window opened on {opens_on}"
    else:
        ended_on = in_words(previous.valid_through)
        cause = f"{_counted(last.days_late, 'day')} after the last valid day, {ended_on}"
    return f"{renewed}, {cause}, which starts a new count of {_cadence(policy)}"


def _credited(last: Period, duty: Duty) -> str:
    if last.completed_on >= duty.from_on:
        return ""
    return f"; {duty.cause} {in_words(duty.from_on)}, when it was still valid, so it counts"


def _extended(grounds: Grounds, dates: Standing) -> str:
    if grounds.extension is None or dates.act_by == dates.due_on:
        return ""
    decided_on, until = in_words(grounds.extension.decided_on), in_words(grounds.extension.until)
    moved = f"; an extension decided {decided_on} allows until {until}"
    return moved if grounds.last is None else f"{moved} to renew, and validity does not move"


def _ended(dates: Standing) -> str:
    if dates.required_until is None:
        return ""
    return f"; not required from {in_words(dates.required_until)}"


def _cadence(policy: Policy) -> str:
    return _counted(policy.cadence_months, "month")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
