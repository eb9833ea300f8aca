"""A preview: what finishing on a day would give, shown before the worker begins."""

from dataclasses import replace
from datetime import date

from lms.standing.anniversaries import window_opens_on
from lms.standing.model import Completion, History
from lms.standing.periods import periods_of, redated
from lms.standing.policy import Terms, policy_on


def next_valid_through(terms: tuple[Terms, ...], history: History, day: date) -> date:
    """Return the last valid day that finishing on `day` would give.

    The version read does not enter into it; a second completion on one day changes nothing.
    """
    done = history.until(day)
    finished = replace(done, completions=(*done.completions, Completion(day, None)))
    return periods_of(terms, finished)[-1].valid_through


def keeps_anniversary_from(terms: tuple[Terms, ...], history: History, day: date) -> date | None:
    """Return the first day on which finishing keeps the anniversary, as of `day`.

    None when there is none to keep: nothing completed, lapsed by `day`, or a policy that counts
    from every completion or by common dates.
    """
    policy = policy_on(terms, day)
    periods = periods_of(terms, history.until(day))
    if not policy.keep_anniversary or policy.fixed_dates or not periods:
        return None
    valid_through = redated(terms, periods[-1], day).valid_through
    return None if valid_through < day else window_opens_on(policy, valid_through)
