"""The preview: what finishing on a day would give, shown before the worker begins."""

from datetime import date

from lms.standing.anniversaries import window_opens_on
from lms.standing.model import Completion, History, Policy
from lms.standing.periods import periods_of


def next_valid_through(policy: Policy, history: History, day: date) -> date:
    """Return the last valid day that finishing on `day` would give.

    The version read does not enter into it; a second completion on one day changes nothing.
    """
    done = history.until(day).completions
    return periods_of(policy, (*done, Completion(day, None)))[-1].valid_through


def keeps_anniversary_from(policy: Policy, history: History, day: date) -> date | None:
    """Return the first day on which finishing keeps the anniversary, as of `day`.

    None when there is none to keep: nothing completed, lapsed by `day`, or a policy that counts
    from every completion.
    """
    periods = periods_of(policy, history.until(day).completions)
    if not policy.keep_anniversary or not periods or periods[-1].valid_through < day:
        return None
    return window_opens_on(policy, periods[-1].valid_through)
