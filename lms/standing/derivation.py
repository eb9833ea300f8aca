"""The derivation of a standing: from what happened to the dates that decide a day."""

from dataclasses import replace
from datetime import date, timedelta

from lms.standing.absences import due_on_return, running_or_next
from lms.standing.anniversaries import window_opens_on
from lms.standing.duties import first_due_on, unbroken
from lms.standing.explanation import why
from lms.standing.grounds import Grounds
from lms.standing.model import Extension, History, Period, Standing
from lms.standing.periods import longest_interval_days, periods_of, redated
from lms.standing.policy import Terms, policy_on
from lms.standing.staleness import refreshes_owed

_DAY = timedelta(days=1)


def standing_of(terms: tuple[Terms, ...], history: History, day: date) -> Standing:
    """Return the dates that decide a day, of what had happened by then.

    They hold for every later day too, until something happens or begins: see `spells_of`. The
    latest duty decides what is required; a completion that had lapsed before that duty began
    does not count for it.
    """
    grounds = _grounds(terms, history.until(day), day)
    dates = _dates(grounds)
    return replace(dates, why=why(grounds, dates))


def _grounds(terms: tuple[Terms, ...], history: History, day: date) -> Grounds:
    duties = unbroken(history.duties)
    duty = duties[-1] if duties else None
    periods = periods_of(terms, history)
    if periods:
        periods = (*periods[:-1], redated(terms, periods[-1], day))
    latest = periods[-1] if periods else None
    policy = policy_on(terms, day)
    last = latest
    if latest is not None and duty is not None and latest.valid_through < duty.from_on:
        last = None
    return Grounds(
        policy=policy,
        duty=duty,
        periods=periods,
        last=last,
        first_due_on=first_due_on(terms, duty, day) if duty else None,
        extension=_extension_in_force(history.extensions, latest),
        leave=running_or_next(history.leaves, day),
        leaves=history.leaves,
        waiver=running_or_next(history.waivers, day),
        refreshes=refreshes_owed(history, policy.rule_floor, day) if last else (),
        refreshed_on=max(
            (done.completed_on for done in history.completions if done.refresher), default=None
        ),
    )


def _dates(grounds: Grounds) -> Standing:
    duty, last, policy = grounds.duty, grounds.last, grounds.policy
    leave, waiver, owed = grounds.leave, grounds.waiver, grounds.refreshes
    return Standing(
        required_from=duty.from_on if duty else None,
        required_until=duty.until_on if duty else None,
        completed_on=last.completed_on if last else None,
        course_version=last.version if last else None,
        valid_through=last.valid_through if last else None,
        window_opens_on=window_opens_on(policy, last.valid_through) if last else None,
        due_on=grounds.due_on,
        act_by=_act_by(grounds),
        stale_from=min((one.from_on for one in owed), default=None),
        stale_act_by=min((one.act_by for one in owed), default=None),
        exempt_from=waiver.first if waiver else None,
        exempt_until=waiver.end - _DAY if waiver and waiver.end else None,
        leave_from=leave.first if leave else None,
        leave_back=leave.end if leave else None,
        longest_interval_days=longest_interval_days(grounds.periods),
    )


def _act_by(grounds: Grounds) -> date | None:
    if grounds.due_on is None:
        return None
    allowed = due_on_return(grounds.due_on, grounds.leaves, grounds.policy.return_days)
    return allowed if grounds.extension is None else max(allowed, grounds.extension.until)


def _extension_in_force(
    extensions: tuple[Extension, ...], latest: Period | None
) -> Extension | None:
    """Return the furthest extension that the latest completion has not used up."""
    open_ones = (
        each for each in extensions if latest is None or each.decided_on > latest.completed_on
    )
    return max(open_ones, key=lambda each: each.until, default=None)
