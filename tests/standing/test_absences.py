"""Leaves and waivers that overlap or touch are one, and a return gives its days."""

from datetime import date

import pytest

from lms.standing.absences import due_on_return, merged, running_or_next
from lms.standing.model import Span

MARCH, APRIL, MAY, JUNE = (date(2027, month, 1) for month in (3, 4, 5, 6))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((), ()),
        ((Span(MARCH, APRIL), Span(APRIL, MAY)), (Span(MARCH, MAY),)),
        ((Span(APRIL, JUNE), Span(MARCH, MAY)), (Span(MARCH, JUNE),)),
        ((Span(MARCH, JUNE), Span(APRIL, MAY)), (Span(MARCH, JUNE),)),
        ((Span(MARCH, None), Span(APRIL, MAY)), (Span(MARCH, None),)),
        ((Span(MARCH, APRIL), Span(MAY, None)), (Span(MARCH, APRIL), Span(MAY, None))),
        ((Span(MARCH, MARCH),), ()),
    ],
)
def test_days_away_are_the_same_however_they_were_written_down(
    spans: tuple[Span, ...], expected: tuple[Span, ...]
) -> None:
    assert merged(spans) == expected


def test_the_one_that_runs_is_named_and_else_the_next() -> None:
    spans = (Span(MARCH, APRIL), Span(MAY, JUNE))
    assert running_or_next(spans, date(2027, 3, 31)) == spans[0]
    assert running_or_next(spans, APRIL) == spans[1]
    assert running_or_next(spans, JUNE) is None


@pytest.mark.parametrize(
    ("due_on", "leaves", "allowed"),
    [
        (date(2027, 2, 28), (Span(MARCH, APRIL),), date(2027, 2, 28)),
        (MARCH, (Span(MARCH, APRIL),), date(2027, 4, 15)),
        (date(2027, 4, 14), (Span(MARCH, APRIL),), date(2027, 4, 15)),
        (date(2027, 4, 16), (Span(MARCH, APRIL),), date(2027, 4, 16)),
        (MARCH, (Span(MARCH, APRIL), Span(date(2027, 4, 10), MAY)), date(2027, 5, 15)),
        (MARCH, (Span(MARCH, None),), MARCH),
    ],
)
def test_a_return_allows_its_days_when_the_due_day_fell_into_the_leave_or_soon_after(
    due_on: date, leaves: tuple[Span, ...], allowed: date
) -> None:
    assert due_on_return(due_on, leaves, 14) == allowed
