"""Histories to test with: short builders, and random ones that hypothesis can make smaller."""

from datetime import date, timedelta

from hypothesis import strategies as st

from lms.standing.derivation import standing_of
from lms.standing.model import Completion, Duty, History, Standing, Status
from lms.standing.policy import Policy, Terms, always
from lms.standing.status import status_on
from tests.standing import invented
from tests.standing.invented import Case

YEARLY = Policy()
COUNTED_ANEW = Policy(keep_anniversary=False)
ANNUAL = always(YEARLY)
STRICT = always(COUNTED_ANEW)
HIRED = Duty(date(2020, 1, 1), None, "hired")
DAY = timedelta(days=1)


def completed(*days: date, version: int | None = 1) -> tuple[Completion, ...]:
    """One completion on each of the days."""
    return tuple(Completion(day, version) for day in days)


def trained(*days: date) -> History:
    """Somebody hired long ago who completed the course on these days."""
    return History(duties=(HIRED,), completions=completed(*days))


def status_as_of(terms: tuple[Terms, ...], history: History, day: date) -> Status:
    """The status on a day, of what had happened by that day."""
    return status_on(standing_of(terms, history, day), day)


def standing_at_last(terms: tuple[Terms, ...], history: History) -> Standing:
    """The standing on a day long after all that happened."""
    return standing_of(terms, history, date(2031, 1, 1))


days = st.dates(invented.FIRST, invented.LAST)


class _Drawn:
    """Choices that hypothesis makes, so that it can look for the smallest that fails."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def below(self, number: int) -> int:
        return self._draw(st.integers(0, number - 1))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy without a fault."""
    return invented.policy(_Drawn(draw))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any terms and any history, its parts in any order."""
    return invented.case(_Drawn(draw))
