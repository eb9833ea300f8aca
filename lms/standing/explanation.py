"""The sentence that says why a date is the date, made from the same values as the date."""

from collections.abc import Iterator
from datetime import date, timedelta

from lms.standing.absences import due_on_return
from lms.standing.anniversaries import window_opens_on
from lms.standing.grounds import Grounds
from lms.standing.model import Duty, Period, Reckoning, Standing
from lms.standing.policy import Policy
from lms.standing.staleness import Refresh

# Written out, because strftime would answer in the language of the server.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = timedelta(days=1)


def why(grounds: Grounds, dates: Standing) -> str:
    """Say in one sentence why the dates are what they are, true on whatever day it is read.

    It gives no reason of an extension or a leave, which may be private; the register of
    exceptions does.
    """
    return "; ".join((_reason(grounds), *_further(grounds, dates))) + "."


def in_words(day: date) -> str:
    """Write a date as it stands in sentences: 5 Mar 2027."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _reason(grounds: Grounds) -> str:
    if grounds.duty is None:
        return _reason_without_duty(grounds.last)
    if grounds.last is None:
        return _reason_for_due(grounds, grounds.duty)
    return (
        f"Valid through {in_words(grounds.last.valid_through)}: "
        f"{_reckoned(grounds.periods)}{_credited(grounds.last, grounds.duty)}"
    )


def _reason_without_duty(last: Period | None) -> str:
    sentence = "Not required: no requirement covers this worker"
    if last is None:
        return sentence
    completed_on, valid_through = in_words(last.completed_on), in_words(last.valid_through)
    return f"{sentence}; completed {completed_on}, which is valid through {valid_through}"


def _reason_for_due(grounds: Grounds, duty: Duty) -> str:
    due_on = grounds.first_due_on or duty.from_on
    days = (due_on - duty.from_on).days
    when = f"{_counted(days, 'day')} later" if days else "that day"
    sentence = (
        f"Due {in_words(due_on)}: {duty.cause} {in_words(duty.from_on)}, "
        f"and completion is due {when}"
    )
    if not grounds.periods:
        return sentence
    lapsed_on = in_words(grounds.periods[-1].valid_through)
    return f"{sentence}, because the earlier completion was valid through {lapsed_on} only"


def _reckoned(periods: tuple[Period, ...]) -> str:
    last = periods[-1]
    if last.redated_on is not None:
        return (
            f"completed {in_words(last.completed_on)}; the requirement changed on "
            f"{in_words(last.redated_on)}, and running cycles were dated again"
        )
    if last.reckoning is Reckoning.FIRST:
        return f"first completed {in_words(last.completed_on)}"
    if last.reckoning is Reckoning.ALIGNED:
        return (
            f"first completed {in_words(last.completed_on)}, and set to the worker's existing "
            "anniversary, which comes sooner"
        )
    if last.reckoning is Reckoning.COMMON:
        return _common(last, first=len(periods) == 1)
    if last.kept_anniversary:
        return _anniversary_kept(last, periods[0])
    return _counted_anew(last, periods[-2])


def _common(last: Period, *, first: bool) -> str:
    done = "first completed" if first else "completed"
    policy = last.policy
    return (
        f"{done} {in_words(last.completed_on)}, and that is the last common date which "
        f"{_cadence(policy)} and a {policy.window_days}-day window allow"
    )


def _anniversary_kept(last: Period, first: Period) -> str:
    begun = "first completed" if last.anchor == first.completed_on else "completed"
    renewed_on = in_words(last.completed_on)
    if last.reckoning is Reckoning.UNCHANGED:
        start = f"{begun} {in_words(last.anchor)};" if last.months else "set before;"
        return (
            f"{start} repeated {renewed_on}, from which {_cadence(last.policy)} "
            "would give no later day, so the day stays"
        )
    return (
        f"{begun} {in_words(last.anchor)}; renewed {renewed_on} inside the "
        f"{last.policy.window_days}-day window, so the anniversary is kept"
    )


def _counted_anew(last: Period, previous: Period) -> str:
    renewed, policy = f"renewed {in_words(last.completed_on)}", last.policy
    if last.reckoning is Reckoning.STRICT:
        return f"{renewed}, and every completion starts a new count of {_cadence(policy)}"
    if last.reckoning is Reckoning.EARLY:
        opens_on = in_words(window_opens_on(policy, previous.valid_through))
        cause = f"before the {policy.window_days}-day window opened on {opens_on}"
    else:
        ended_on = in_words(last.completed_on - timedelta(days=last.days_late))
        cause = f"{_counted(last.days_late, 'day')} after the last valid day, {ended_on}"
    return f"{renewed}, {cause}, which starts a new count of {_cadence(policy)}"


def _credited(last: Period, duty: Duty) -> str:
    if last.completed_on >= duty.from_on:
        return ""
    return f"; {duty.cause} {in_words(duty.from_on)}, when it was still valid, so it counts"


def _further(grounds: Grounds, dates: Standing) -> Iterator[str]:
    """Say what else bears on the dates, each in a clause."""
    if grounds.refreshes:
        yield _refresh(min(grounds.refreshes, key=lambda one: one.act_by))
    elif (
        grounds.last
        and grounds.refreshed_on
        and (grounds.refreshed_on > grounds.last.completed_on)
    ):
        yield f"refreshed {in_words(grounds.refreshed_on)}, which moves no day"
    if grounds.leave is not None:
        yield _away(grounds.leave.first, grounds.leave.end)
    yield from _allowed(grounds, dates)
    if dates.exempt_from is not None and dates.exempt_until is not None:
        spell = f"{in_words(dates.exempt_from)} through {in_words(dates.exempt_until)}"
        yield f"exempt from {spell}"
    if dates.required_until is not None:
        yield f"not required from {in_words(dates.required_until)}"


def _refresh(owed: Refresh) -> str:
    from_on, act_by = in_words(owed.from_on), in_words(owed.act_by)
    if owed.edition is None:
        return (
            f"from {from_on} the text must teach “{owed.rule}”, so a newer version is to be "
            f"read by {act_by}"
        )
    return f"version {owed.edition} took effect {from_on} and is to be read by {act_by}"


def _away(first: date, back: date | None) -> str:
    if back is None:
        return f"on leave from {in_words(first)}"
    return f"on leave from {in_words(first)} to {in_words(back - _DAY)}"


def _allowed(grounds: Grounds, dates: Standing) -> Iterator[str]:
    """Say what allows more time, if anything does: an extension, or a return from leave."""
    if dates.act_by is None or grounds.due_on is None or dates.act_by == grounds.due_on:
        return
    stays = " to renew, and validity does not move" if grounds.last else ""
    days = grounds.policy.return_days
    if dates.act_by == due_on_return(grounds.due_on, grounds.leaves, days):
        until = in_words(dates.act_by)
        yield f"{_counted(days, 'day')} after the return, until {until}, are allowed{stays}"
    elif grounds.extension is not None:
        decided_on = in_words(grounds.extension.decided_on)
        until = in_words(grounds.extension.until)
        yield f"an extension decided {decided_on} allows until {until}{stays}"


def _cadence(policy: Policy) -> str:
    return _counted(policy.cadence_months, "month")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
