"""The worked examples of the status rules, one test for each."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lms.standing.civil import civil_day, day_ends_at
from lms.standing.derivation import standing_of
from lms.standing.model import Duty, Extension, History, Status
from lms.standing.periods import periods_of
from lms.standing.policy import Policy
from lms.standing.preview import keeps_anniversary_from, next_valid_through
from lms.standing.status import act_by_shown, days_late
from tests.standing.histories import ANNUAL, STRICT, completed, status_as_of, trained

FIRST = date(2026, 3, 5)


def test_e1_a_first_completion_counts_through_its_anniversary() -> None:
    standing = standing_of(ANNUAL, trained(FIRST))
    assert standing.valid_through == date(2027, 3, 5)
    assert standing.window_opens_on == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("renewed_on", "valid_through"),
    [
        (date(2027, 1, 4), date(2028, 3, 5)),
        (date(2027, 2, 10), date(2028, 3, 5)),
        (date(2027, 3, 5), date(2028, 3, 5)),
        (date(2027, 1, 3), date(2028, 1, 3)),
        (date(2026, 11, 1), date(2027, 11, 1)),
    ],
)
def test_e1_renewed_early_on_time_and_on_the_last_day(
    renewed_on: date, valid_through: date
) -> None:
    assert next_valid_through(ANNUAL, trained(FIRST), renewed_on) == valid_through
    assert standing_of(ANNUAL, trained(FIRST, renewed_on)).valid_through == valid_through


def test_e1_the_page_says_until_when_to_wait() -> None:
    assert keeps_anniversary_from(ANNUAL, trained(FIRST), date(2027, 1, 3)) == date(2027, 1, 4)


def test_e1_strict_counts_from_every_completion() -> None:
    standing = standing_of(STRICT, trained(FIRST, date(2027, 2, 10)))
    assert standing.valid_through == date(2028, 2, 10)


def test_e2_renewed_late_counts_from_that_day() -> None:
    history = trained(FIRST, date(2027, 3, 25))
    assert standing_of(ANNUAL, history).valid_through == date(2028, 3, 25)
    assert periods_of(ANNUAL, history.completions)[-1].days_late == 20
    assert status_as_of(ANNUAL, history, date(2027, 3, 5)) is Status.RENEW_OPEN
    assert status_as_of(ANNUAL, history, date(2027, 3, 6)) is Status.EXPIRED
    assert status_as_of(ANNUAL, history, date(2027, 3, 24)) is Status.EXPIRED
    assert status_as_of(ANNUAL, history, date(2027, 3, 25)) is Status.CURRENT


def test_e3_the_leap_day_comes_back() -> None:
    renewed = (date(2025, 2, 3), date(2026, 2, 28), date(2027, 2, 14))
    periods = periods_of(ANNUAL, completed(date(2024, 2, 29), *renewed))
    assert [period.valid_through for period in periods] == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_e3_the_thirty_first_comes_back() -> None:
    half_yearly = Policy(cadence_months=6)
    periods = periods_of(
        half_yearly, completed(date(2025, 8, 31), date(2026, 2, 1), date(2026, 8, 1))
    )
    assert [period.valid_through for period in periods] == [
        date(2026, 2, 28),
        date(2026, 8, 31),
        date(2027, 2, 28),
    ]


EMPLOYED = Duty(date(2026, 5, 1), date(2027, 8, 1), "hired")


def test_e6_back_while_still_valid_is_credited() -> None:
    rehired = Duty(date(2027, 11, 15), None, "rehired")
    history = History((EMPLOYED, rehired), completed(date(2027, 5, 25)))
    assert status_as_of(ANNUAL, history, date(2027, 7, 31)) is Status.CURRENT
    assert status_as_of(ANNUAL, history, date(2027, 8, 1)) is Status.NOT_REQUIRED
    assert status_as_of(ANNUAL, history, date(2027, 11, 14)) is Status.NOT_REQUIRED
    assert status_as_of(ANNUAL, history, date(2027, 11, 15)) is Status.CURRENT
    assert standing_of(ANNUAL, history).valid_through == date(2028, 5, 25)


def test_e6_back_after_it_lapsed_is_assigned_anew() -> None:
    rehired = Duty(date(2028, 7, 1), None, "rehired")
    history = History((EMPLOYED, rehired), completed(date(2027, 5, 25)))
    standing = standing_of(ANNUAL, history)
    assert status_as_of(ANNUAL, history, date(2028, 7, 1)) is Status.ASSIGNED
    assert act_by_shown(standing, date(2028, 7, 1)) == date(2028, 7, 31)
    assert status_as_of(ANNUAL, history, date(2028, 7, 31)) is Status.ASSIGNED
    assert status_as_of(ANNUAL, history, date(2028, 8, 1)) is Status.OVERDUE
    assert days_late(standing, date(2028, 8, 1)) == 1


def test_e9_an_extension_moves_the_day_to_act_and_not_the_validity() -> None:
    extension = Extension(date(2027, 3, 1), date(2027, 3, 31), "court testimony")
    history = replace(trained(FIRST), extensions=(extension,))
    standing = standing_of(ANNUAL, history)
    assert standing.valid_through == date(2027, 3, 5)
    assert status_as_of(ANNUAL, history, date(2027, 3, 20)) is Status.EXPIRED_EXTENDED
    assert act_by_shown(standing, date(2027, 3, 20)) == date(2027, 3, 31)
    assert status_as_of(ANNUAL, history, date(2027, 4, 1)) is Status.EXPIRED
    done = replace(history, completions=completed(FIRST, date(2027, 3, 28)))
    assert standing_of(ANNUAL, done).valid_through == date(2028, 3, 28)
    assert status_as_of(ANNUAL, done, date(2027, 3, 27)) is Status.EXPIRED_EXTENDED
    assert status_as_of(ANNUAL, done, date(2027, 3, 28)) is Status.CURRENT


def test_e10_the_same_instant_is_on_time_in_honolulu_and_late_in_new_york() -> None:
    submitted_at = datetime(2027, 3, 6, 9, 30, tzinfo=UTC)
    late = {}
    for zone in ("Pacific/Honolulu", "America/New_York"):
        periods = periods_of(ANNUAL, completed(FIRST, civil_day(submitted_at, zone)))
        late[zone] = periods[-1].days_late
    assert late == {"Pacific/Honolulu": 0, "America/New_York": 1}


def test_e10_after_a_move_the_next_deadline_ends_at_the_new_midnight() -> None:
    history = trained(
        FIRST, civil_day(datetime(2027, 3, 6, 9, 30, tzinfo=UTC), "Pacific/Honolulu")
    )
    act_by = standing_of(ANNUAL, history).act_by
    assert act_by == date(2028, 3, 5)
    assert day_ends_at(act_by, "America/New_York") == datetime(2028, 3, 6, 5, 0, tzinfo=UTC)


def test_e12_two_renewals_on_time_can_be_426_days_apart_and_the_report_says_so() -> None:
    history = trained(FIRST, date(2027, 1, 4), date(2028, 3, 5))
    periods = periods_of(ANNUAL, history.completions)
    assert [period.days_late for period in periods] == [0, 0, 0]
    assert standing_of(ANNUAL, history).longest_interval_days == 426
    asked_by = standing_of(STRICT, history.until(date(2027, 1, 4))).valid_through
    assert asked_by == date(2028, 1, 4)


def test_e13_begun_before_midnight_and_passed_after_it_counts_the_day_after() -> None:
    zone = "America/New_York"
    submitted_at = datetime(2027, 3, 6, 5, 10, tzinfo=UTC)
    passed_on = civil_day(submitted_at, zone)
    assert passed_on == date(2027, 3, 6)
    assert day_ends_at(date(2027, 3, 5), zone) < submitted_at
    period = periods_of(ANNUAL, completed(FIRST, passed_on))[-1]
    assert (period.days_late, period.valid_through) == (1, date(2028, 3, 6))
