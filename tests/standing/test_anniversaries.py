"""Anniversaries never drift, and a renewal never costs anybody a day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.standing.anniversaries import add_months, validity_after, window_opens_on
from lms.standing.model import Completion, Period, Reckoning
from lms.standing.policy import Policy, always
from tests.standing.checks import latest_allowed
from tests.standing.cycles import anniversary
from tests.standing.histories import COUNTED_ANEW, DAY, YEARLY, days, policies


def after(policy: Policy, previous: Period | None, day: date, version: int = 1) -> Period:
    """The period that completing the course on a day earns."""
    return validity_after(policy, previous, Completion(day, version))


def allowed(policy: Policy, day: date) -> date:
    """The latest day to which completing it on a day may ever count."""
    return latest_allowed(always(policy), day)


@given(days, st.integers(0, 600))
def test_an_anniversary_is_the_same_day_of_the_month_or_the_months_last(
    anchor: date, months: int
) -> None:
    assert add_months(anchor, months) == anniversary(anchor, months)


@pytest.mark.parametrize("cadence_months", [1, 6, 12])
def test_ten_renewals_on_the_last_day_never_drift_from_any_day_of_a_leap_cycle(
    cadence_months: int,
) -> None:
    policy = Policy(cadence_months=cadence_months, window_days=13)
    for anchor in (date(2024, 1, 1) + timedelta(days=ahead) for ahead in range(1461)):
        period = after(policy, None, anchor)
        for cycle in range(2, 12):
            period = after(policy, period, period.valid_through)
            assert period.months == cycle * cadence_months
            expected_month = (anchor.month - 1 + cycle * cadence_months) % 12 + 1
            length = monthrange(period.valid_through.year, expected_month)[1]
            assert period.valid_through.month == expected_month
            assert period.valid_through.day == min(anchor.day, length)


def test_a_window_of_no_days_opens_on_the_last_valid_day() -> None:
    assert window_opens_on(Policy(window_days=0), date(2027, 3, 5)) == date(2027, 3, 5)


def test_the_period_itself_says_how_late_it_came_and_from_where_it_counts() -> None:
    first = after(YEARLY, None, date(2026, 3, 5), 2)
    assert first == Period(
        anchor=date(2026, 3, 5),
        months=12,
        completed_on=date(2026, 3, 5),
        version=2,
        valid_through=date(2027, 3, 5),
        reckoning=Reckoning.FIRST,
        policy=YEARLY,
    )
    late = after(YEARLY, first, date(2027, 3, 25))
    assert (late.days_late, late.kept_anniversary, late.anchor) == (20, False, date(2027, 3, 25))
    kept = after(YEARLY, first, date(2027, 2, 10))
    assert (kept.days_late, kept.kept_anniversary, kept.months) == (0, True, 24)


def test_a_repetition_that_would_give_no_later_day_changes_no_date() -> None:
    first = after(YEARLY, None, date(2026, 3, 5))
    renewed = after(YEARLY, first, date(2027, 1, 4))
    again = after(YEARLY, renewed, date(2027, 1, 5))
    assert again.valid_through == renewed.valid_through == date(2028, 3, 5)
    assert (again.anchor, again.months) == (renewed.anchor, renewed.months)
    assert again.reckoning is Reckoning.UNCHANGED


def test_a_repetition_on_the_28th_does_not_cost_the_29th_of_february() -> None:
    period = after(YEARLY, None, date(2024, 2, 29))
    for day in (date(2025, 2, 10), date(2026, 2, 10), date(2026, 2, 28), date(2027, 2, 10)):
        period = after(YEARLY, period, day)
    assert period.valid_through == date(2028, 2, 29)


def test_the_switch_decides_whether_an_early_renewal_keeps_the_anniversary() -> None:
    for policy, expected in ((YEARLY, Reckoning.KEPT), (COUNTED_ANEW, Reckoning.STRICT)):
        first = after(policy, None, date(2026, 3, 5))
        assert after(policy, first, date(2027, 2, 10)).reckoning is expected


@given(policies(), st.lists(days, min_size=1, max_size=8, unique=True))
def test_finishing_never_shortens_validity_and_never_gives_more_than_window_and_cadence(
    policy: Policy, done_on: list[date]
) -> None:
    period: Period | None = None
    for day in sorted(done_on):
        before = period
        period = after(policy, before, day)
        if not policy.fixed_dates:
            assert period.valid_through >= add_months(day, policy.cadence_months)
        assert period.valid_through <= allowed(policy, day)
        assert before is None or period.valid_through >= before.valid_through


@pytest.mark.parametrize(
    "policy", [YEARLY, COUNTED_ANEW, Policy(6, 90), Policy(1, 13), Policy(12, 0)]
)
def test_on_every_day_of_four_years_finishing_keeps_both_invariants(policy: Policy) -> None:
    first = after(policy, None, date(2024, 2, 29))
    renewed = after(policy, first, window_opens_on(policy, first.valid_through))
    for ahead in range(1461):
        day = renewed.completed_on + timedelta(days=ahead)
        finished = after(policy, renewed, day)
        assert renewed.valid_through <= finished.valid_through <= allowed(policy, day)


@given(policies(), days, days, days)
def test_finishing_a_day_later_never_gives_an_earlier_date(
    policy: Policy, begun_on: date, renewed_on: date, day: date
) -> None:
    begun_on, renewed_on, day = sorted((begun_on, renewed_on, day))
    period = after(policy, after(policy, None, begun_on), renewed_on)
    one, next_one = (after(policy, period, each) for each in (day, day + DAY))
    assert one.valid_through <= next_one.valid_through
