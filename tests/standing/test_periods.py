"""Completions become periods in the order of their own days."""

from datetime import date

from lms.standing.model import Completion
from lms.standing.periods import longest_interval_days, periods_of
from tests.standing.histories import ANNUAL, completed


def test_of_two_completions_on_one_day_the_first_counts() -> None:
    day = date(2026, 3, 5)
    periods = periods_of(ANNUAL, (Completion(day, 2), Completion(day, 3)))
    assert [(period.completed_on, period.version) for period in periods] == [(day, 2)]


def test_a_completion_counts_from_its_own_day_whenever_it_was_entered() -> None:
    in_order = completed(date(2026, 3, 5), date(2027, 2, 10))
    assert periods_of(ANNUAL, in_order[::-1]) == periods_of(ANNUAL, in_order)


def test_records_of_twenty_years_ago_are_counted_like_any_other() -> None:
    (period,) = periods_of(ANNUAL, completed(date(2004, 2, 29), version=None))
    assert (period.valid_through, period.version) == (date(2005, 2, 28), None)


def test_the_longest_interval_is_none_until_there_are_two_completions() -> None:
    assert longest_interval_days(()) is None
    assert longest_interval_days(periods_of(ANNUAL, completed(date(2026, 3, 5)))) is None


def test_the_longest_interval_is_the_longest_and_not_the_latest() -> None:
    done = completed(date(2024, 1, 1), date(2025, 2, 1), date(2025, 12, 1))
    assert longest_interval_days(periods_of(ANNUAL, done)) == 397
