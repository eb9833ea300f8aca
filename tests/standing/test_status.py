"""Exactly one status holds on a day, in the order of the rules."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.standing.model import Standing, Status
from lms.standing.status import act_by_shown, days_late, status_on
from tests.standing.histories import DAY, days

VALID = Standing(
    required_from=date(2026, 2, 20),
    completed_on=date(2026, 3, 5),
    valid_through=date(2027, 3, 5),
    window_opens_on=date(2027, 1, 4),
    due_on=date(2027, 3, 5),
    act_by=date(2027, 3, 5),
)
NEVER = Standing(
    required_from=date(2026, 2, 20), due_on=date(2026, 3, 22), act_by=date(2026, 3, 22)
)
STALE = replace(VALID, stale_from=date(2026, 6, 1), stale_act_by=date(2026, 7, 31))
AWAY = replace(VALID, leave_from=date(2027, 2, 10), leave_back=date(2027, 5, 20))
date_names = [field.name for field in fields(Standing) if field.type == date | None]
standings = st.builds(Standing, **{name: st.none() | days for name in date_names})


def test_nothing_is_required_before_the_trigger_or_from_the_end_on() -> None:
    ended = replace(VALID, required_until=date(2026, 8, 1))
    assert status_on(ended, date(2026, 2, 19)) is Status.NOT_REQUIRED
    assert status_on(ended, date(2026, 2, 20)) is Status.CURRENT
    assert status_on(ended, date(2026, 7, 31)) is Status.CURRENT
    assert status_on(ended, date(2026, 8, 1)) is Status.NOT_REQUIRED
    assert status_on(Standing(), date(2026, 8, 1)) is Status.NOT_REQUIRED


def test_a_waiver_covers_its_days_and_its_last_day_and_no_more() -> None:
    waived = replace(NEVER, exempt_from=date(2026, 3, 5), exempt_until=date(2026, 3, 31))
    assert status_on(waived, date(2026, 3, 4)) is Status.ASSIGNED
    assert status_on(waived, date(2026, 3, 31)) is Status.EXEMPT
    assert status_on(waived, date(2026, 4, 1)) is Status.OVERDUE


def test_a_leave_covers_the_days_before_the_first_day_back() -> None:
    away = replace(AWAY, act_by=date(2027, 6, 3))
    assert status_on(away, date(2027, 2, 9)) is Status.RENEW_OPEN
    assert status_on(away, date(2027, 2, 10)) is Status.ON_LEAVE
    assert status_on(away, date(2027, 3, 5)) is Status.ON_LEAVE
    assert status_on(away, date(2027, 3, 6)) is Status.ON_LEAVE_LAPSED
    assert status_on(away, date(2027, 5, 19)) is Status.ON_LEAVE_LAPSED
    assert status_on(away, date(2027, 5, 20)) is Status.EXPIRED_EXTENDED
    assert status_on(away, date(2027, 6, 4)) is Status.EXPIRED


def test_a_leave_of_somebody_never_trained_lapses_after_the_ordinary_due_day() -> None:
    away = replace(
        NEVER,
        act_by=date(2026, 5, 15),
        leave_from=date(2026, 3, 1),
        leave_back=date(2026, 5, 1),
    )
    assert status_on(away, date(2026, 3, 22)) is Status.ON_LEAVE
    assert status_on(away, date(2026, 3, 23)) is Status.ON_LEAVE_LAPSED
    assert status_on(away, date(2026, 5, 1)) is Status.ASSIGNED


def test_who_never_completed_is_assigned_through_the_due_day_and_then_overdue() -> None:
    assert status_on(NEVER, date(2026, 3, 22)) is Status.ASSIGNED
    assert status_on(NEVER, date(2026, 3, 23)) is Status.OVERDUE


def test_a_stale_text_is_to_be_refreshed_by_its_day_unless_validity_ends_first() -> None:
    assert status_on(STALE, date(2026, 5, 31)) is Status.CURRENT
    assert status_on(STALE, date(2026, 6, 1)) is Status.STALE
    assert status_on(STALE, date(2026, 7, 31)) is Status.STALE
    assert status_on(STALE, date(2026, 8, 1)) is Status.STALE_OVERDUE
    assert status_on(STALE, date(2027, 3, 6)) is Status.EXPIRED


def test_a_valid_worker_is_compliant_on_every_day_of_the_window() -> None:
    for ahead in range(61):
        status = status_on(VALID, date(2027, 1, 4) + timedelta(days=ahead))
        assert (status, status.compliant) == (Status.RENEW_OPEN, True)
    assert status_on(VALID, date(2027, 1, 3)) is Status.CURRENT
    assert status_on(VALID, date(2027, 3, 6)) is Status.EXPIRED


@pytest.mark.parametrize(
    ("standing", "day", "expected"),
    [
        (VALID, date(2026, 6, 1), date(2027, 3, 5)),
        (VALID, date(2027, 2, 1), date(2027, 3, 5)),
        (replace(VALID, act_by=date(2027, 3, 31)), date(2027, 2, 1), date(2027, 3, 5)),
        (replace(VALID, act_by=date(2027, 3, 31)), date(2027, 3, 20), date(2027, 3, 31)),
        (STALE, date(2026, 6, 1), date(2026, 7, 31)),
        (STALE, date(2026, 8, 1), date(2026, 7, 31)),
        (NEVER, date(2026, 3, 1), date(2026, 3, 22)),
        (NEVER, date(2026, 2, 1), None),
        (AWAY, date(2027, 2, 10), None),
    ],
)
def test_the_day_to_act_by_belongs_to_the_status(
    standing: Standing, day: date, expected: date | None
) -> None:
    assert act_by_shown(standing, day) == expected


def test_days_late_count_from_the_day_to_act_by_and_only_when_late() -> None:
    assert days_late(VALID, date(2027, 3, 5)) == 0
    assert days_late(VALID, date(2027, 3, 6)) == 1
    extended = replace(VALID, act_by=date(2027, 3, 31))
    assert days_late(extended, date(2027, 3, 31)) == 0
    assert days_late(extended, date(2027, 4, 2)) == 2
    assert days_late(STALE, date(2026, 8, 10)) == 10
    assert days_late(NEVER, date(2026, 2, 1)) == 0


def _claims(standing: Standing, day: date) -> dict[Status, bool]:
    """Each status by its own full condition, none relying on the order of the others."""

    def begun(first: date | None) -> bool:
        return first is not None and first <= day

    def over(last: date | None) -> bool:
        return last is not None and last < day

    required = begun(standing.required_from) and not begun(standing.required_until)
    exempt = begun(standing.exempt_from) and not over(standing.exempt_until)
    away = begun(standing.leave_from) and not begun(standing.leave_back)
    never = standing.valid_through is None
    past = over(standing.due_on) if never else over(standing.valid_through)
    late, asked = over(standing.act_by), required and not exempt and not away
    valid = asked and not never and not past
    stale, refresh_late = begun(standing.stale_from), over(standing.stale_act_by)
    window = begun(standing.window_opens_on)
    return {
        Status.NOT_REQUIRED: not required,
        Status.EXEMPT: required and exempt,
        Status.ON_LEAVE: required and not exempt and away and not past,
        Status.ON_LEAVE_LAPSED: required and not exempt and away and past,
        Status.ASSIGNED: asked and never and not late,
        Status.OVERDUE: asked and never and late,
        Status.EXPIRED: asked and not never and past and late,
        Status.EXPIRED_EXTENDED: asked and not never and past and not late,
        Status.STALE: valid and stale and not refresh_late,
        Status.STALE_OVERDUE: valid and stale and refresh_late,
        Status.RENEW_OPEN: valid and not stale and window,
        Status.CURRENT: valid and not stale and not window,
    }


@given(standings, days)
def test_exactly_one_status_holds_and_it_is_the_one_given(standing: Standing, day: date) -> None:
    claims = _claims(standing, day)
    assert set(claims) == set(Status)
    assert [status for status, holds in claims.items() if holds] == [status_on(standing, day)]


@given(standings, days)
def test_the_status_depends_on_the_dates_and_on_nothing_else(
    standing: Standing, day: date
) -> None:
    other = replace(standing, why="other words", course_version=9, longest_interval_days=400)
    assert status_on(other, day) is status_on(standing, day)


@given(standings, days)
def test_lateness_grows_by_one_for_each_day_a_status_stays_late(
    standing: Standing, day: date
) -> None:
    today, tomorrow = days_late(standing, day), days_late(standing, day + DAY)
    assert (today > 0) == status_on(standing, day).late
    status, next_status = status_on(standing, day), status_on(standing, day + DAY)
    if status.late and next_status is status:
        assert tomorrow == today + 1
