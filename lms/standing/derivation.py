"""The derivation of a standing: from what happened to the dates that decide a day."""

from datetime import date, timedelta

from lms.standing.absences import due_on_return, running_or_next
from lms.standing.anniversaries import window_opens_on
from lms.standing.duties import first_due_on, unbroken
from lms.standing.explanation import why
from lms.standing.grounds import Grounds
from lms.standing.model import Duty, Extension, History, Period, Standing
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
    return _dates(_grounds(terms, history.until(day), day))


def _grounds(terms: tuple[Terms, ...], history: History, day: date) -> Grounds:
    policy = policy_on(terms, day)
    duties = unbroken(history.duties)
    duty = duties[-1] if duties else None
    periods = periods_of(terms, history)
    if periods:
        periods = (*periods[:-1], redated(terms, periods[-1], day))
    last = _counting(periods, duty)
    extension = _extension_in_force(history.extensions, periods)
    due_on = _due_on(terms, duty, last, day)
    allowed_on = due_on and due_on_return(due_on, history.leaves, policy.return_days)
    return Grounds(
        policy=policy,
        duty=duty,
        periods=periods,
        last=last,
        due_on=due_on,
        allowed_on=allowed_on,
        act_by=max(allowed_on, extension.until) if allowed_on and extension else allowed_on,
        extension=extension,
        leave=running_or_next(history.leaves, day),
        waiver=running_or_next(history.waivers, day),
        refreshes=refreshes_owed(history, policy.rule_floor, day) if last else (),
        refreshed_on=_refreshed_on(history),
    )


def _dates(grounds: Grounds) -> Standing:
    duty, last, owed = grounds.duty, grounds.last, grounds.refreshes
    leave, waiver = grounds.leave, grounds.waiver
    return Standing(
        required_from=duty.from_on if duty else None,
        required_until=duty.until_on if duty else None,
        completed_on=last.completed_on if last else None,
        course_version=last.version if last else None,
        valid_through=last.valid_through if last else None,
        window_opens_on=window_opens_on(grounds.policy, last.valid_through) if last else None,
        due_on=grounds.due_on,
        act_by=grounds.act_by,
        stale_from=owed[0].from_on if owed else None,
        stale_act_by=min(one.act_by for one in owed) if owed else None,
        exempt_from=waiver.first if waiver else None,
        exempt_until=waiver.end - _DAY if waiver and waiver.end else None,
        leave_from=leave.first if leave else None,
        leave_back=leave.end if leave else None,
        longest_interval_days=longest_interval_days(grounds.periods),
        why=why(grounds),
    )


def _counting(periods: tuple[Period, ...], duty: Duty | None) -> Period | None:
    """Return the latest period, unless it had lapsed before the duty began."""
    if not periods or (duty is not None and periods[-1].valid_through < duty.from_on):
        return None
    return periods[-1]


def _due_on(
    terms: tuple[Terms, ...], duty: Duty | None, last: Period | None, day: date
) -> date | None:
    if duty is None:
        return None
    return last.valid_through if last else first_due_on(terms, duty, day)


def _extension_in_force(
    extensions: tuple[Extension, ...], periods: tuple[Period, ...]
) -> Extension | None:
    """Return the furthest extension that the latest completion has not used up."""
    if not extensions:
        return None
    used_up_on = periods[-1].completed_on if periods else date.min
    open_ones = (each for each in extensions if each.decided_on > used_up_on)
    return max(open_ones, key=lambda each: each.until, default=None)


def _refreshed_on(history: History) -> date | None:
    refreshers = [done.completed_on for done in history.completions if done.refresher]
    return max(refreshers) if refreshers else None
