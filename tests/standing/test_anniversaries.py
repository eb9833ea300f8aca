"""Anniversaries never drift, and a renewal never costs anybody a day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.standing.anniversaries import add_months, validity_after, window_opens_on
from lms.standing.model import Period, Reckoning
from lms.standing.policy import Policy
from tests.standing.histories import ANNUAL, DAY, STRICT, days, policies, slow_anniversary


def latest_allowed(policy: Policy, finished_on: date) -> date:
    """The window and then one cadence after the finishing day; a month's end stays one."""
    window_end = finished_on + timedelta(days=policy.window_days)
    limit = add_months(window_end, policy.cadence_months)
    if (window_end + DAY).day == 1:
        return limit.replace(day=monthrange(limit.year, limit.month)[1])
    return limit


@given(days, st.integers(0, 600))
def test_an_anniversary_is_the_same_day_of_the_month_or_the_months_last(
    anchor: date, months: int
) -> None:
    assert add_months(anchor, months) == slow_anniversary(anchor, months)


@pytest.mark.parametrize("cadence_months", [1, 6, 12])
def test_ten_renewals_on_the_last_day_never_drift_from_any_day_of_a_leap_cycle(
    cadence_months: int,
) -> None:
    policy = Policy(cadence_months=cadence_months, window_days=13)
    for anchor in (date(2024, 1, 1) + timedelta(days=ahead) for ahead in range(1461)):
        period = validity_after(policy, None, anchor)
        for cycle in range(2, 12):
            period = validity_after(policy, period, period.valid_through)
            assert period.cycle == cycle
            expected_month = (anchor.month - 1 + cycle * cadence_months) % 12 + 1
            length = monthrange(period.valid_through.year, expected_month)[1]
            assert period.valid_through.month == expected_month
            assert period.valid_through.day == min(anchor.day, length)


def test_a_window_of_no_days_opens_on_the_last_valid_day() -> None:
    assert window_opens_on(Policy(window_days=0), date(2027, 3, 5)) == date(2027, 3, 5)


def test_the_period_itself_says_how_late_it_came_and_from_where_it_counts() -> None:
    first = validity_after(ANNUAL, None, date(2026, 3, 5), 2)
    assert first == Period(
        anchor=date(2026, 3, 5),
        cycle=1,
        completed_on=date(2026, 3, 5),
        version=2,
        valid_through=date(2027, 3, 5),
        reckoning=Reckoning.FIRST,
    )
    late = validity_after(ANNUAL, first, date(2027, 3, 25))
    assert (late.days_late, late.kept_anniversary, late.anchor) == (20, False, date(2027, 3, 25))
    kept = validity_after(ANNUAL, first, date(2027, 2, 10))
    assert (kept.days_late, kept.kept_anniversary, kept.cycle) == (0, True, 2)


def test_a_repetition_that_would_give_no_later_day_changes_no_date() -> None:
    first = validity_after(ANNUAL, None, date(2026, 3, 5))
    renewed = validity_after(ANNUAL, first, date(2027, 1, 4))
    again = validity_after(ANNUAL, renewed, date(2027, 1, 5))
    assert again.valid_through == renewed.valid_through == date(2028, 3, 5)
    assert (again.anchor, again.cycle) == (renewed.anchor, renewed.cycle)
    assert again.reckoning is Reckoning.UNCHANGED


def test_a_repetition_on_the_28th_does_not_cost_the_29th_of_february() -> None:
    period = validity_after(ANNUAL, None, date(2024, 2, 29))
    for day in (date(2025, 2, 10), date(2026, 2, 10), date(2026, 2, 28), date(2027, 2, 10)):
        period = validity_after(ANNUAL, period, day)
    assert period.valid_through == date(2028, 2, 29)


def test_the_switch_decides_whether_an_early_renewal_keeps_the_anniversary() -> None:
    for policy, expected in ((ANNUAL, Reckoning.KEPT), (STRICT, Reckoning.STRICT)):
        first = validity_after(policy, None, date(2026, 3, 5))
        assert validity_after(policy, first, date(2027, 2, 10)).reckoning is expected


@given(policies(), st.lists(days, min_size=1, max_size=8, unique=True))
def test_finishing_never_shortens_validity_and_never_gives_more_than_window_and_cadence(
    policy: Policy, done_on: list[date]
) -> None:
    period: Period | None = None
    for day in sorted(done_on):
        before = period
        period = validity_after(policy, before, day)
        assert period.valid_through >= add_months(day, policy.cadence_months)
        assert period.valid_through <= latest_allowed(policy, day)
        assert before is None or period.valid_through >= before.valid_through


@pytest.mark.parametrize("policy", [ANNUAL, STRICT, Policy(6, 90), Policy(1, 13), Policy(12, 0)])
def test_on_every_day_of_four_years_finishing_keeps_both_invariants(policy: Policy) -> None:
    first = validity_after(policy, None, date(2024, 2, 29))
    renewed = validity_after(policy, first, window_opens_on(policy, first.valid_through))
    for ahead in range(1461):
        day = renewed.completed_on + timedelta(days=ahead)
        finished = validity_after(policy, renewed, day)
        assert renewed.valid_through <= finished.valid_through <= latest_allowed(policy, day)


@given(policies(), days, days, days)
def test_finishing_a_day_later_never_gives_an_earlier_date(
    policy: Policy, begun_on: date, renewed_on: date, day: date
) -> None:
    begun_on, renewed_on, day = sorted((begun_on, renewed_on, day))
    period = validity_after(policy, validity_after(policy, None, begun_on), renewed_on)
    one, next_one = (validity_after(policy, period, each) for each in (day, day + DAY))
    assert one.valid_through <= next_one.valid_through
