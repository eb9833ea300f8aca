"""A policy that cannot be kept is refused with a sentence that says what to choose."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.standing.anniversaries import add_months
from lms.standing.policy import Policy
from lms.standing.validity import check_policy, shortest_days
from tests.standing.histories import days


@pytest.mark.parametrize(
    "policy",
    [
        Policy(),
        Policy(keep_anniversary=False),
        Policy(window_days=0, initial_days=0, return_days=0),
        Policy(cadence_months=1, window_days=13),
        Policy(cadence_months=6, window_days=90),
        Policy(cadence_months=120, window_days=90, initial_days=365, return_days=365),
    ],
)
def test_a_policy_that_can_be_kept_has_no_fault(policy: Policy) -> None:
    assert check_policy(policy) == ()


@pytest.mark.parametrize("months", [-12, 0, 121, 365])
def test_a_cadence_of_nothing_or_of_decades_is_refused(months: int) -> None:
    assert check_policy(Policy(cadence_months=months)) == (
        f"The cadence is {months} months: choose 1 to 120 months.",
    )


@pytest.mark.parametrize(
    ("months", "window", "most"), [(1, 14, 13), (1, 31, 13), (3, 45, 44), (2, 60, 29)]
)
def test_a_window_of_half_the_cadence_or_more_is_refused(
    months: int, window: int, most: int
) -> None:
    assert check_policy(Policy(cadence_months=months, window_days=window)) == (
        (
            f"The renewal window of {window} days is not shorter than half of the cadence: "
            f"choose {most} days or fewer."
        ),
    )
    assert check_policy(Policy(cadence_months=months, window_days=most)) == ()


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (Policy(window_days=-1), "The renewal window is -1 days: choose 0 to 90 days."),
        (Policy(window_days=91), "The renewal window is 91 days: choose 0 to 90 days."),
        (
            Policy(initial_days=366),
            "The time for a first completion is 366 days: choose 0 to 365 days.",
        ),
        (
            Policy(return_days=-1),
            "The time after a return from leave is -1 days: choose 0 to 365 days.",
        ),
    ],
)
def test_days_outside_their_bounds_are_refused(policy: Policy, sentence: str) -> None:
    assert check_policy(policy) == (sentence,)


def test_every_fault_is_named_at_once() -> None:
    assert len(check_policy(Policy(0, 91, initial_days=-1, return_days=-1))) == 4


def test_a_window_longer_than_the_cadence_is_told_a_length_that_is_allowed() -> None:
    (too_long, out_of_bounds) = check_policy(Policy(cadence_months=12, window_days=400))
    assert "choose 90 days or fewer" in too_long
    assert "choose 0 to 90 days" in out_of_bounds


@given(days, st.integers(1, 120))
def test_no_cadence_is_ever_shorter_than_the_days_it_is_checked_with(
    start: date, months: int
) -> None:
    first_of_month = start.replace(day=1)
    assert (add_months(first_of_month, months) - first_of_month).days >= shortest_days(months)
