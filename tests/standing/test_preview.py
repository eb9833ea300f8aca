"""The date a worker is shown before starting is the date that finishing gives."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from lms.standing.derivation import standing_of
from lms.standing.model import Completion, History
from lms.standing.periods import periods_of
from lms.standing.policy import Policy
from lms.standing.preview import keeps_anniversary_from, next_valid_through
from tests.standing.histories import (
    ANNUAL,
    DAY,
    HIRED,
    STRICT,
    days,
    histories,
    policies,
    trained,
)


def test_the_page_can_say_until_when_to_wait_to_keep_the_anniversary() -> None:
    history = trained(date(2026, 3, 5))
    assert keeps_anniversary_from(ANNUAL, history, date(2026, 11, 1)) == date(2027, 1, 4)
    assert keeps_anniversary_from(ANNUAL, history, date(2027, 3, 5)) == date(2027, 1, 4)


def test_there_is_no_anniversary_to_keep_before_a_first_completion() -> None:
    history = trained(date(2026, 3, 5))
    assert keeps_anniversary_from(ANNUAL, history, date(2026, 3, 4)) is None


def test_there_is_no_anniversary_to_keep_once_it_has_lapsed() -> None:
    assert keeps_anniversary_from(ANNUAL, trained(date(2026, 3, 5)), date(2027, 3, 6)) is None


def test_a_strict_policy_keeps_no_anniversary() -> None:
    assert keeps_anniversary_from(STRICT, trained(date(2026, 3, 5)), date(2026, 11, 1)) is None


def test_finishing_a_second_time_on_the_same_day_is_shown_to_change_nothing() -> None:
    history = trained(date(2026, 3, 5))
    assert next_valid_through(ANNUAL, history, date(2026, 3, 5)) == date(2027, 3, 5)


@given(policies(), histories(), days)
def test_finishing_on_any_day_never_shortens_validity(
    policy: Policy, history: History, day: date
) -> None:
    shown = next_valid_through(policy, history, day)
    for period in periods_of(policy, history.until(day).completions):
        assert shown >= period.valid_through


@given(policies(), histories(), days)
def test_the_date_shown_before_is_the_date_given_after(
    policy: Policy, history: History, day: date
) -> None:
    required = replace(history, duties=(HIRED,)).until(day)
    done = replace(required, completions=(*required.completions, Completion(day, 3)))
    assert standing_of(policy, done).valid_through == next_valid_through(policy, history, day)


@given(policies(), histories(), days)
def test_the_day_named_keeps_the_anniversary_and_the_day_before_does_not_give_the_same(
    policy: Policy, history: History, day: date
) -> None:
    opens_on = keeps_anniversary_from(policy, history, day)
    done = history.until(day)
    periods = periods_of(policy, done.completions)
    if opens_on is None or opens_on - DAY <= periods[-1].completed_on:
        return
    kept = next_valid_through(policy, done, opens_on)
    assert kept == next_valid_through(policy, done, periods[-1].valid_through)
    assert next_valid_through(policy, done, opens_on - DAY) < kept
