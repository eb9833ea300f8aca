"""Completions become periods in the order of their own days."""

from dataclasses import replace
from datetime import date

from lms.standing.model import Completion, History, Period
from lms.standing.periods import longest_interval_days, periods_of, redated
from lms.standing.policy import OpenCycles, Policy, Terms, always
from tests.standing.histories import ANNUAL, completed


def periods(done: tuple[Completion, ...]) -> tuple[Period, ...]:
    return periods_of(ANNUAL, History(completions=done))


def test_of_two_completions_on_one_day_the_first_counts() -> None:
    day = date(2026, 3, 5)
    found = periods_of(ANNUAL, History(completions=(Completion(day, 2), Completion(day, 3))))
    assert [(period.completed_on, period.version) for period in found] == [(day, 2)]


def test_a_completion_counts_from_its_own_day_whenever_it_was_entered() -> None:
    in_order = completed(date(2026, 3, 5), date(2027, 2, 10))
    assert periods(in_order[::-1]) == periods(in_order)


def test_records_of_twenty_years_ago_are_counted_like_any_other() -> None:
    (period,) = periods(completed(date(2004, 2, 29), version=None))
    assert (period.valid_through, period.version) == (date(2005, 2, 28), None)


def test_the_longest_interval_is_none_until_there_are_two_completions() -> None:
    assert longest_interval_days(()) is None
    assert longest_interval_days(periods(completed(date(2026, 3, 5)))) is None


def test_the_longest_interval_is_the_longest_and_not_the_latest() -> None:
    done = completed(date(2024, 1, 1), date(2025, 2, 1), date(2025, 12, 1))
    assert longest_interval_days(periods(done)) == 397


CHANGED = date(2026, 9, 1)
SHORTER = Terms(CHANGED, Policy(cadence_months=3), OpenCycles.REDATE, date(2026, 10, 1))


def test_a_change_that_shortens_asks_for_nothing_before_the_day_it_promised() -> None:
    (period,) = periods(completed(date(2026, 3, 5)))
    again = redated((*ANNUAL, SHORTER), period, CHANGED)
    assert (again.valid_through, again.redated_on) == (date(2026, 10, 1), CHANGED)
    assert redated((*ANNUAL, SHORTER), period, date(2026, 8, 31)) == period


def test_a_change_never_ends_a_cycle_before_its_own_day() -> None:
    (period,) = periods(completed(date(2026, 3, 5)))
    long_announced = replace(SHORTER, protected_until=date(2026, 5, 1))
    assert redated((*ANNUAL, long_announced), period, CHANGED).valid_through == CHANGED


def test_a_change_that_keeps_and_one_that_comes_too_late_date_no_cycle_again() -> None:
    (period,) = periods(completed(date(2026, 3, 5)))
    kept = replace(SHORTER, open_cycles=OpenCycles.KEEP)
    assert redated((*ANNUAL, kept), period, CHANGED) == period
    after_its_end = replace(SHORTER, effective_on=date(2027, 3, 6))
    assert redated((*ANNUAL, after_its_end), period, date(2028, 1, 1)) == period


def test_renewed_after_a_change_the_day_that_was_promised_is_the_new_anniversary() -> None:
    history = History(completions=completed(date(2026, 3, 5), date(2026, 9, 20)))
    assert [one.valid_through for one in periods_of((*ANNUAL, SHORTER), history)] == [
        date(2026, 10, 1),
        date(2027, 1, 1),
    ]


def test_a_cycle_dated_again_keeps_the_anniversary_it_had_kept() -> None:
    history = History(completions=completed(date(2026, 3, 5), date(2027, 2, 10)))
    longer = Terms(date(2027, 6, 1), Policy(cadence_months=24), OpenCycles.REDATE)
    renewed = periods_of((*ANNUAL, longer), history)[-1]
    again = redated((*ANNUAL, longer), renewed, date(2027, 6, 1))
    assert again.valid_through == date(2029, 3, 5)


def test_an_anniversary_taken_from_another_requirement_stays_when_cycles_are_dated_again() -> None:
    aligning = Policy(align=True)
    beside = History(
        completions=completed(date(2027, 6, 20)),
        neighbours=(periods(completed(date(2027, 3, 5))),),
    )
    (taken,) = periods_of(always(aligning), beside)
    assert taken.valid_through == date(2028, 3, 5)
    same = Terms(date(2027, 9, 1), replace(aligning, window_days=30), OpenCycles.REDATE)
    assert redated((*ANNUAL, same), taken, date(2027, 9, 1)) == taken
    alone = Terms(date(2027, 9, 1), Policy(), OpenCycles.REDATE)
    assert redated((*ANNUAL, alone), taken, date(2027, 9, 1)).valid_through == date(2028, 6, 20)
