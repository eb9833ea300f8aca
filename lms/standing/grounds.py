"""The grounds of a standing: what the dates of one day rest on, and what their sentence tells."""

from dataclasses import dataclass
from datetime import date

from lms.standing.model import Duty, Extension, Period, Span
from lms.standing.policy import Policy
from lms.standing.staleness import Refresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a standing rests on, as of one day.

    `last` is the latest of the periods, unless it had lapsed before the duty began. `leave` and
    `waiver` are those that run or come next; `refreshes` what is owed beside a valid completion.
    """

    policy: Policy
    duty: Duty | None
    periods: tuple[Period, ...] = ()
    last: Period | None = None
    first_due_on: date | None = None
    extension: Extension | None = None
    leave: Span | None = None
    leaves: tuple[Span, ...] = ()
    waiver: Span | None = None
    refreshes: tuple[Refresh, ...] = ()
    refreshed_on: date | None = None

    @property
    def due_on(self) -> date | None:
        """The ordinary due day: the last valid day, or the day of a first completion."""
        if self.duty is None:
            return None
        return self.last.valid_through if self.last else self.first_due_on
