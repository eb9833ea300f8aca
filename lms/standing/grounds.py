"""The grounds of a standing: what the dates of one day rest on, and what their sentence tells."""

from dataclasses import dataclass
from datetime import date

from lms.standing.model import Duty, Extension, Period, Span
from lms.standing.policy import Policy
from lms.standing.staleness import Refresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a standing rests on, as of one day.

    `last` is the latest of the periods, unless it had lapsed before the duty began. `due_on` is
    its last valid day, or the day of a first completion; `allowed_on` is that day or the one
    that a return from leave allows instead; `act_by` is the latest of these and an extension.
    `leave` and `waiver` are those that run or come next; `refreshes` what is owed beside a valid
    completion.
    """

    policy: Policy
    duty: Duty | None
    periods: tuple[Period, ...]
    last: Period | None
    due_on: date | None
    allowed_on: date | None
    act_by: date | None
    extension: Extension | None
    leave: Span | None
    waiver: Span | None
    refreshes: tuple[Refresh, ...]
    refreshed_on: date | None
