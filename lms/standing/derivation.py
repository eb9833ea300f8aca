"""The derivation of a standing: from what happened to the dates that decide every later day."""

from dataclasses import replace
from datetime import date

from lms.standing.anniversaries import window_opens_on
from lms.standing.duties import first_due_on, unbroken
from lms.standing.explanation import Grounds, why
from lms.standing.model import Extension, History, Period, Policy, Standing
from lms.standing.periods import longest_interval_days, periods_of


def standing_of(policy: Policy, history: History) -> Standing:
    """Return the dates that follow from a history, right for every day from its latest event on.

    For a day in the past, pass `history.until(day)`. The latest duty decides what is required;
    a completion that had lapsed before that duty began does not count for it.
    """
    grounds = _grounds(policy, history)
    dates = _dates(policy, grounds)
    return replace(dates, why=why(policy, grounds, dates))


def _grounds(policy: Policy, history: History) -> Grounds:
    duties = unbroken(history.duties)
    periods = periods_of(policy, history.completions)
    latest = periods[-1] if periods else None
    return Grounds(
        duty=duties[-1] if duties else None,
        periods=periods,
        extension=_extension_in_force(history.extensions, latest),
    )


def _dates(policy: Policy, grounds: Grounds) -> Standing:
    duty, last = grounds.duty, grounds.last
    due_on = _due_on(policy, grounds)
    return Standing(
        required_from=duty.from_on if duty else None,
        required_until=duty.until_on if duty else None,
        completed_on=last.completed_on if last else None,
        course_version=last.version if last else None,
        valid_through=last.valid_through if last else None,
        window_opens_on=window_opens_on(policy, last.valid_through) if last else None,
        due_on=due_on,
        act_by=_act_by(due_on, grounds.extension),
        longest_interval_days=longest_interval_days(grounds.periods),
    )


def _due_on(policy: Policy, grounds: Grounds) -> date | None:
    if grounds.duty is None:
        return None
    if grounds.last is not None:
        return grounds.last.valid_through
    return first_due_on(policy, grounds.duty)


def _act_by(due_on: date | None, extension: Extension | None) -> date | None:
    if due_on is None or extension is None:
        return due_on
    return max(due_on, extension.until)


def _extension_in_force(
    extensions: tuple[Extension, ...], latest: Period | None
) -> Extension | None:
    """Return the furthest extension that the latest completion has not used up."""
    open_ones = (
        each for each in extensions if latest is None or each.decided_on > latest.completed_on
    )
    return max(open_ones, key=lambda each: each.until, default=None)
