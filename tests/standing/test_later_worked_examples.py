"""The worked examples of the status rules, E8 to E14: each statement of each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lms.standing.civil import civil_day, day_ends_at
from lms.standing.derivation import standing_of
from lms.standing.gaps import Cause, Stretch, gaps_of
from lms.standing.model import Completion, Duty, Extension, History, Span, Status
from lms.standing.periods import periods_of
from lms.standing.policy import Policy, always
from lms.standing.status import act_by_shown
from tests.standing.histories import (
    ANNUAL,
    STRICT,
    completed,
    standing_at_last,
    status_as_of,
    trained,
)

FIRST = date(2026, 3, 5)
BASICS = trained(FIRST, date(2027, 2, 10))
COUNSELOR = Duty(date(2027, 6, 1), None, "moved to this role or team")
NOTES = History((COUNSELOR,))
ALIGNING = always(Policy(align=True))


def test_e8_a_role_adds_its_own_clock_and_leaves_the_others() -> None:
    assert standing_of(ANNUAL, BASICS, date(2027, 6, 1)).valid_through == date(2028, 3, 5)
    for day, status in (
        (date(2027, 5, 31), Status.NOT_REQUIRED),
        (date(2027, 6, 1), Status.ASSIGNED),
        (date(2027, 7, 1), Status.ASSIGNED),
        (date(2027, 7, 2), Status.OVERDUE),
    ):
        assert status_as_of(ANNUAL, NOTES, day) is status
    assigned = standing_of(ANNUAL, NOTES, date(2027, 6, 1))
    assert act_by_shown(assigned, date(2027, 6, 1)) == date(2027, 7, 1)


def test_e8_done_it_counts_by_itself_or_takes_the_existing_anniversary() -> None:
    done = replace(NOTES, completions=completed(date(2027, 6, 20)))
    assert standing_at_last(ANNUAL, done).valid_through == date(2028, 6, 20)
    beside = replace(done, neighbours=(periods_of(ANNUAL, BASICS),))
    aligned = standing_at_last(ALIGNING, beside)
    assert aligned.valid_through == date(2028, 3, 5)
    assert "set to the worker's existing anniversary, which comes sooner" in aligned.why
    kept = replace(beside, completions=completed(date(2027, 6, 20), date(2028, 2, 1)))
    renewed = standing_at_last(ALIGNING, kept)
    assert renewed.valid_through == date(2029, 3, 5)
    assert renewed.why == (
        "Valid through 5 Mar 2029: valid before through 5 Mar 2028; renewed 1 Feb 2028 inside the "
        "60-day window, so the anniversary is kept."
    )


def test_e8_back_in_the_former_role_it_is_not_required_and_returning_the_credit_stands() -> None:
    first = replace(COUNSELOR, until_on=date(2027, 9, 1))
    again = Duty(date(2027, 11, 1), None, "moved to this role or team")
    history = History((first, again), completed(date(2027, 6, 20)))
    assert status_as_of(ANNUAL, history, date(2027, 8, 31)) is Status.CURRENT
    assert status_as_of(ANNUAL, history, date(2027, 9, 1)) is Status.NOT_REQUIRED
    assert status_as_of(ANNUAL, history, date(2027, 11, 1)) is Status.CURRENT
    assert standing_at_last(ANNUAL, history).valid_through == date(2028, 6, 20)


EXTENDED = replace(
    trained(FIRST),
    extensions=(Extension(date(2027, 3, 1), date(2027, 3, 31), "court testimony"),),
)


def test_e9_an_extension_moves_the_day_to_act_and_not_the_validity() -> None:
    standing = standing_of(ANNUAL, EXTENDED, date(2027, 3, 1))
    assert standing.valid_through == date(2027, 3, 5)
    assert status_as_of(ANNUAL, EXTENDED, date(2027, 3, 20)) is Status.EXPIRED_EXTENDED
    assert status_as_of(ANNUAL, EXTENDED, date(2027, 3, 20)).compliant is False
    assert act_by_shown(standing, date(2027, 3, 20)) == date(2027, 3, 31)
    assert status_as_of(ANNUAL, EXTENDED, date(2027, 4, 1)) is Status.EXPIRED


def test_e9_done_within_it_a_new_count_begins_and_the_gap_names_the_extension() -> None:
    done = replace(EXTENDED, completions=completed(FIRST, date(2027, 3, 28)))
    assert standing_at_last(ANNUAL, done).valid_through == date(2028, 3, 28)
    assert status_as_of(ANNUAL, done, date(2027, 3, 27)) is Status.EXPIRED_EXTENDED
    assert status_as_of(ANNUAL, done, date(2027, 3, 28)) is Status.CURRENT
    assert gaps_of(ANNUAL, done, FIRST, date(2028, 3, 28)) == (
        Stretch(
            date(2027, 3, 6), date(2027, 3, 27), Cause.EXTENSION, "extended until 31 Mar 2027"
        ),
    )


SUBMITTED_AT = datetime(2027, 3, 6, 9, 30, tzinfo=UTC)


def test_e10_the_same_instant_is_on_time_in_honolulu_and_late_in_new_york() -> None:
    late = {}
    for zone in ("Pacific/Honolulu", "America/New_York"):
        history = trained(FIRST, civil_day(SUBMITTED_AT, zone))
        late[zone] = periods_of(ANNUAL, history)[-1].days_late
    assert late == {"Pacific/Honolulu": 0, "America/New_York": 1}


def test_e10_after_a_move_past_days_stay_and_the_next_deadline_ends_at_the_new_midnight() -> None:
    history = trained(FIRST, civil_day(SUBMITTED_AT, "Pacific/Honolulu"))
    standing = standing_at_last(ANNUAL, history)
    assert standing.completed_on == date(2027, 3, 5)
    assert standing.act_by == date(2028, 3, 5)
    assert day_ends_at(standing.act_by, "America/New_York") == datetime(2028, 3, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize("night", [date(2027, 3, 14), date(2027, 11, 7)])
def test_e10_a_night_of_23_or_25_hours_changes_nothing(night: date) -> None:
    zone = "America/New_York"
    last_second = day_ends_at(night, zone) - timedelta(seconds=1)
    history = trained(night.replace(year=2026), civil_day(last_second, zone))
    assert periods_of(ANNUAL, history)[-1].days_late == 0
    assert standing_at_last(ANNUAL, history).valid_through == night.replace(year=2028)


def test_e11_a_waiver_lifts_the_duty_for_its_days_and_ordinary_rules_hold_after_it() -> None:
    waiver = Span(date(2026, 1, 5), date(2026, 4, 1))
    long_ago = History((Duty(date(2025, 12, 1), None, "hired"),), waivers=(waiver,))
    assert status_as_of(ANNUAL, long_ago, date(2026, 1, 4)) is Status.OVERDUE
    for day in (date(2026, 1, 5), date(2026, 3, 31)):
        assert status_as_of(ANNUAL, long_ago, day) is Status.EXEMPT
    assert status_as_of(ANNUAL, long_ago, date(2026, 4, 1)) is Status.OVERDUE
    newly = replace(long_ago, duties=(Duty(date(2026, 3, 15), None, "hired"),))
    assert status_as_of(ANNUAL, newly, date(2026, 3, 31)) is Status.EXEMPT
    assert status_as_of(ANNUAL, newly, date(2026, 4, 1)) is Status.ASSIGNED
    assert "exempt from 5 Jan 2026 through 31 Mar 2026" in (
        standing_of(ANNUAL, newly, date(2026, 3, 31)).why
    )


def test_e12_two_renewals_on_time_can_be_426_days_apart_and_the_report_says_so() -> None:
    history = trained(FIRST, date(2027, 1, 4), date(2028, 3, 5))
    assert [period.days_late for period in periods_of(ANNUAL, history)] == [0, 0, 0]
    assert standing_at_last(ANNUAL, history).longest_interval_days == 426
    asked_by = standing_of(STRICT, history, date(2027, 1, 4)).valid_through
    assert asked_by == date(2028, 1, 4)


def test_e13_failed_on_the_last_days_and_passed_the_day_after_is_late_by_a_day() -> None:
    history = trained(FIRST, date(2027, 3, 6))
    assert periods_of(ANNUAL, history)[-1].days_late == 1
    assert status_as_of(ANNUAL, trained(FIRST), date(2027, 3, 6)) is Status.EXPIRED
    assert status_as_of(ANNUAL, history, date(2027, 3, 6)) is Status.CURRENT
    # Passed on the very day after, no required day went by without cover.
    assert gaps_of(ANNUAL, history, FIRST, date(2028, 3, 6)) == ()


def test_e13_begun_before_midnight_and_passed_after_it_counts_the_day_after() -> None:
    zone = "America/New_York"
    submitted_at = datetime(2027, 3, 6, 5, 10, tzinfo=UTC)
    passed_on = civil_day(submitted_at, zone)
    assert passed_on == date(2027, 3, 6)
    assert day_ends_at(date(2027, 3, 5), zone) < submitted_at
    period = periods_of(ANNUAL, trained(FIRST, passed_on))[-1]
    assert (period.days_late, period.valid_through) == (1, date(2028, 3, 6))


ENTERED_ON = date(2027, 4, 10)
EXTERNAL = Completion(date(2027, 2, 20), None, recorded_on=ENTERED_ON)
CORRECTED = replace(trained(FIRST), completions=(*completed(FIRST), EXTERNAL))


def test_e14_a_certificate_entered_later_counts_from_its_own_day_once_it_is_known() -> None:
    march = date(2027, 3, 31)
    assert status_as_of(ANNUAL, trained(FIRST), march) is Status.EXPIRED
    assert status_as_of(ANNUAL, CORRECTED, march) is Status.CURRENT
    assert standing_of(ANNUAL, CORRECTED, march).valid_through == date(2028, 3, 5)


def test_e14_the_register_says_of_which_days_nobody_knew_that_they_were_covered() -> None:
    assert gaps_of(ANNUAL, CORRECTED, FIRST, date(2028, 3, 5)) == (
        Stretch(
            date(2027, 3, 6),
            date(2027, 4, 9),
            Cause.IMPORTED_LATE,
            "covered by training of 20 Feb 2027, recorded 10 Apr 2027",
        ),
    )
