"""The worked examples of the status rules, E1 to E7: each statement of each."""

from dataclasses import replace
from datetime import date

import pytest

from lms.standing.derivation import standing_of
from lms.standing.gaps import Cause, Stretch, gaps_of
from lms.standing.model import Completion, Duty, Edition, History, Span, Status
from lms.standing.periods import periods_of
from lms.standing.policy import Policy, RuleFloor, Terms, always
from lms.standing.preview import keeps_anniversary_from, next_valid_through
from lms.standing.status import act_by_shown, days_late
from tests.standing.histories import (
    ANNUAL,
    STRICT,
    completed,
    standing_at_last,
    status_as_of,
    trained,
)

FIRST = date(2026, 3, 5)


def valid_through(terms: tuple[Terms, ...], *days: date) -> list[date]:
    """The last valid day that each of several completions gives."""
    history = History(completions=completed(*days))
    return [period.valid_through for period in periods_of(terms, history)]


def gaps(terms: tuple[Terms, ...], history: History, last: date) -> list[tuple[object, ...]]:
    """The gaps since the first of the examples: from, to, days and cause."""
    found = gaps_of(terms, history, FIRST, last)
    return [(one.from_on, one.to_on, one.days, one.cause) for one in found]


def test_e1_a_first_completion_counts_through_its_anniversary() -> None:
    standing = standing_of(ANNUAL, trained(FIRST), FIRST)
    assert standing.valid_through == date(2027, 3, 5)
    assert standing.window_opens_on == date(2027, 1, 4)
    for day, status in (
        (FIRST, Status.CURRENT),
        (date(2027, 1, 3), Status.CURRENT),
        (date(2027, 1, 4), Status.RENEW_OPEN),
        (date(2027, 3, 5), Status.RENEW_OPEN),
        (date(2027, 3, 6), Status.EXPIRED),
    ):
        assert status_as_of(ANNUAL, trained(FIRST), day) is status


@pytest.mark.parametrize(
    ("renewed_on", "expected"),
    [
        (date(2027, 1, 4), date(2028, 3, 5)),
        (date(2027, 2, 10), date(2028, 3, 5)),
        (date(2027, 3, 5), date(2028, 3, 5)),
        (date(2027, 1, 3), date(2028, 1, 3)),
        (date(2026, 11, 1), date(2027, 11, 1)),
    ],
)
def test_e1_renewed_early_on_time_and_on_the_last_day(renewed_on: date, expected: date) -> None:
    assert next_valid_through(ANNUAL, trained(FIRST), renewed_on) == expected
    history = trained(FIRST, renewed_on)
    assert standing_of(ANNUAL, history, renewed_on).valid_through == expected
    assert gaps(ANNUAL, history, expected) == []


def test_e1_the_page_says_until_when_to_wait() -> None:
    assert keeps_anniversary_from(ANNUAL, trained(FIRST), date(2027, 1, 3)) == date(2027, 1, 4)


def test_e1_strict_counts_from_every_completion() -> None:
    standing = standing_at_last(STRICT, trained(FIRST, date(2027, 2, 10)))
    assert standing.valid_through == date(2028, 2, 10)


def test_e2_renewed_late_counts_from_that_day() -> None:
    history = trained(FIRST, date(2027, 3, 25))
    assert standing_at_last(ANNUAL, history).valid_through == date(2028, 3, 25)
    assert periods_of(ANNUAL, history)[-1].days_late == 20
    assert status_as_of(ANNUAL, history, date(2027, 3, 24)) is Status.EXPIRED
    assert status_as_of(ANNUAL, history, date(2027, 3, 25)) is Status.CURRENT
    assert gaps(ANNUAL, history, date(2028, 3, 25)) == [
        (date(2027, 3, 6), date(2027, 3, 24), 19, Cause.LATE)
    ]


def test_e3_the_leap_day_comes_back() -> None:
    done = (date(2024, 2, 29), date(2025, 2, 3), date(2026, 2, 28), date(2027, 2, 14))
    assert valid_through(ANNUAL, *done) == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_e3_the_thirty_first_comes_back() -> None:
    half_yearly = always(Policy(cadence_months=6))
    done = (date(2025, 8, 31), date(2026, 2, 1), date(2026, 8, 1))
    assert valid_through(half_yearly, *done) == [
        date(2026, 2, 28),
        date(2026, 8, 31),
        date(2027, 2, 28),
    ]


OCTOBER = always(Policy(fixed_dates=((10, 31),)))


def test_e4_a_common_date_makes_a_short_first_cycle_and_never_a_long_one() -> None:
    history = trained(date(2026, 5, 10))
    standing = standing_of(OCTOBER, history, date(2026, 5, 10))
    assert standing.valid_through == date(2026, 10, 31)
    assert standing.why == (
        "Valid through 31 Oct 2026: first completed 10 May 2026, and that is the last common "
        "date which 12 months and a 60-day window allow."
    )


def test_e4_late_for_a_common_date_leaves_a_gap_and_the_next_one_counts() -> None:
    done = (date(2026, 9, 15), date(2027, 11, 20))
    assert valid_through(OCTOBER, *done) == [date(2027, 10, 31), date(2028, 10, 31)]
    since = gaps_of(OCTOBER, trained(*done), date(2026, 9, 15), date(2028, 10, 31))
    assert since == (
        Stretch(date(2027, 11, 1), date(2027, 11, 19), Cause.LATE, "due 31 Oct 2027"),
    )


def away(first: date, back: date, *done: date) -> History:
    return replace(trained(FIRST, *done), leaves=(Span(first, back),))


def test_e5_a_leave_pauses_the_duty_and_not_the_validity() -> None:
    history = away(date(2027, 2, 10), date(2027, 5, 20))
    for day, status in (
        (date(2027, 2, 9), Status.RENEW_OPEN),
        (date(2027, 3, 1), Status.ON_LEAVE),
        (date(2027, 4, 1), Status.ON_LEAVE_LAPSED),
        (date(2027, 5, 25), Status.EXPIRED_EXTENDED),
        (date(2027, 6, 3), Status.EXPIRED_EXTENDED),
        (date(2027, 6, 4), Status.EXPIRED),
    ):
        assert status_as_of(ANNUAL, history, day) is status
    back = standing_of(ANNUAL, history, date(2027, 5, 25))
    assert act_by_shown(back, date(2027, 5, 25)) == date(2027, 6, 3)


def test_e5_done_after_the_return_leaves_a_gap_with_both_its_causes() -> None:
    history = away(date(2027, 2, 10), date(2027, 5, 20), date(2027, 5, 25))
    assert standing_at_last(ANNUAL, history).valid_through == date(2028, 5, 25)
    assert gaps(ANNUAL, history, date(2028, 5, 25)) == [
        (date(2027, 3, 6), date(2027, 5, 19), 75, Cause.LEAVE),
        (date(2027, 5, 20), date(2027, 5, 24), 5, Cause.RETURN_ALLOWANCE),
    ]


def test_e5_a_leave_wholly_before_changes_nothing() -> None:
    history = away(date(2026, 6, 1), date(2026, 9, 1))
    after = standing_of(ANNUAL, history, date(2026, 9, 1))
    assert after == standing_of(ANNUAL, trained(FIRST), date(2026, 9, 1))


def test_e5_back_shortly_before_the_due_day_there_are_fourteen_days() -> None:
    history = away(date(2027, 1, 15), date(2027, 3, 1))
    standing = standing_of(ANNUAL, history, date(2027, 3, 1))
    assert (standing.valid_through, standing.act_by) == (date(2027, 3, 5), date(2027, 3, 15))
    assert status_as_of(ANNUAL, history, date(2027, 3, 5)) is Status.RENEW_OPEN
    assert status_as_of(ANNUAL, history, date(2027, 3, 6)) is Status.EXPIRED_EXTENDED
    assert status_as_of(ANNUAL, history, date(2027, 3, 16)) is Status.EXPIRED


EMPLOYED = Duty(date(2026, 5, 1), date(2027, 8, 1), "hired")
DONE = completed(date(2027, 5, 25))


def test_e6_back_while_still_valid_is_credited() -> None:
    history = History((EMPLOYED, Duty(date(2027, 11, 15), None, "rehired")), DONE)
    assert status_as_of(ANNUAL, history, date(2027, 7, 31)) is Status.CURRENT
    assert status_as_of(ANNUAL, history, date(2027, 8, 1)) is Status.NOT_REQUIRED
    assert status_as_of(ANNUAL, history, date(2027, 11, 14)) is Status.NOT_REQUIRED
    assert status_as_of(ANNUAL, history, date(2027, 11, 15)) is Status.CURRENT
    standing = standing_at_last(ANNUAL, history)
    assert (standing.valid_through, standing.completed_on) == (
        date(2028, 5, 25),
        date(2027, 5, 25),
    )


def test_e6_back_after_it_lapsed_is_assigned_anew() -> None:
    history = History((EMPLOYED, Duty(date(2028, 7, 1), None, "rehired")), DONE)
    standing = standing_of(ANNUAL, history, date(2028, 7, 1))
    assert status_as_of(ANNUAL, history, date(2028, 7, 1)) is Status.ASSIGNED
    assert act_by_shown(standing, date(2028, 7, 1)) == date(2028, 7, 31)
    assert status_as_of(ANNUAL, history, date(2028, 7, 31)) is Status.ASSIGNED
    assert status_as_of(ANNUAL, history, date(2028, 8, 1)) is Status.OVERDUE
    assert days_late(standing, date(2028, 8, 1)) == 1


V2 = Edition(2, date(2025, 6, 1), material=False, refresh_days=60)
V3 = Edition(3, date(2026, 3, 1), material=True, refresh_days=60)
READ_V2 = History(
    (Duty(date(2020, 1, 1), None, "hired"),),
    (Completion(date(2026, 1, 10), 2),),
    editions=(V2, V3),
)


def test_e7_a_material_version_makes_older_completions_stale_until_refreshed() -> None:
    for day, status in (
        (date(2026, 2, 28), Status.CURRENT),
        (date(2026, 3, 1), Status.STALE),
        (date(2026, 4, 30), Status.STALE),
        (date(2026, 5, 1), Status.STALE_OVERDUE),
        (date(2027, 1, 11), Status.EXPIRED),
    ):
        assert status_as_of(ANNUAL, READ_V2, day) is status
    stale = standing_of(ANNUAL, READ_V2, date(2026, 3, 1))
    assert act_by_shown(stale, date(2026, 3, 1)) == date(2026, 4, 30)
    assert stale.valid_through == date(2027, 1, 10)


def test_e7_a_refresher_restores_currency_and_leaves_the_anniversary() -> None:
    refresher = Completion(date(2026, 4, 15), 3, refresher=True)
    history = replace(READ_V2, completions=(*READ_V2.completions, refresher))
    assert status_as_of(ANNUAL, history, date(2026, 4, 14)) is Status.STALE
    assert status_as_of(ANNUAL, history, date(2026, 4, 15)) is Status.CURRENT
    standing = standing_of(ANNUAL, history, date(2026, 4, 15))
    assert standing.valid_through == date(2027, 1, 10)
    assert "refreshed 15 Apr 2026, which moves no day" in standing.why


def test_e7_an_editorial_version_changes_nothing() -> None:
    editorial = replace(READ_V2, editions=(V2, replace(V3, material=False)))
    assert status_as_of(ANNUAL, editorial, date(2026, 5, 1)) is Status.CURRENT


def test_e7_under_a_rule_floor_an_older_text_is_valid_and_stale() -> None:
    floor = RuleFloor("2024 Final Rule", date(2026, 2, 16), 60)
    terms = always(Policy(rule_floor=floor))
    taught = Edition(1, date(2023, 1, 1), material=False, refresh_days=60)
    history = replace(trained(date(2025, 6, 10)), editions=(taught,))
    assert status_as_of(terms, history, date(2026, 2, 15)) is Status.CURRENT
    on_the_day = standing_of(terms, history, date(2026, 2, 16))
    assert status_as_of(terms, history, date(2026, 2, 16)) is Status.STALE
    assert status_as_of(terms, history, date(2026, 2, 16)).compliant
    assert on_the_day.valid_through == date(2026, 6, 10)
    assert on_the_day.stale_act_by == date(2026, 4, 17)
    assert "must teach “2024 Final Rule”" in on_the_day.why
