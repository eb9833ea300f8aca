"""Each required day without cover is in the register once, with its cause."""

from dataclasses import replace
from datetime import date

from lms.standing.gaps import Cause, Stretch, gaps_of, stretches_of
from lms.standing.model import Completion, Duty, Edition, History, Span
from tests.standing.histories import ANNUAL, completed

HIRED = Duty(date(2026, 1, 1), None, "hired")
NEVER = History((HIRED,))
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def told(history: History) -> list[tuple[date, date, Cause | None]]:
    return [
        (one.from_on, one.to_on, one.cause) for one in stretches_of(ANNUAL, history, FIRST, LAST)
    ]


def test_the_first_days_are_a_gap_of_a_new_requirement_and_later_ones_of_no_training() -> None:
    assert told(NEVER) == [
        (FIRST, date(2026, 1, 31), Cause.NEW_REQUIREMENT),
        (date(2026, 2, 1), LAST, Cause.NEVER_TRAINED),
    ]


def test_covered_days_stand_between_the_gaps() -> None:
    history = replace(NEVER, completions=completed(date(2025, 3, 5), date(2026, 4, 1)))
    assert told(history) == [
        (FIRST, date(2026, 3, 5), None),
        (date(2026, 3, 6), date(2026, 3, 31), Cause.LATE),
        (date(2026, 4, 1), LAST, None),
    ]
    gaps = gaps_of(ANNUAL, history, FIRST, LAST)
    assert gaps == (Stretch(date(2026, 3, 6), date(2026, 3, 31), Cause.LATE, "due 5 Mar 2026"),)
    assert gaps[0].days == 26


def test_days_on_which_nothing_is_required_are_neither() -> None:
    ended = replace(NEVER, duties=(replace(HIRED, until_on=date(2026, 1, 11)),))
    assert told(ended) == [(FIRST, date(2026, 1, 10), Cause.NEW_REQUIREMENT)]


def test_a_waiver_is_a_gap_that_says_until_when() -> None:
    waived = replace(NEVER, waivers=(Span(FIRST, date(2026, 4, 1)),))
    assert gaps_of(ANNUAL, waived, FIRST, date(2026, 3, 31)) == (
        Stretch(FIRST, date(2026, 3, 31), Cause.WAIVER, "exempt until 31 Mar 2026"),
    )


def test_a_leave_without_an_end_is_a_gap_for_as_long_as_is_asked() -> None:
    away = replace(NEVER, leaves=(Span(FIRST, None),))
    assert gaps_of(ANNUAL, away, FIRST, LAST) == (Stretch(FIRST, LAST, Cause.LEAVE, "on leave"),)


def test_a_stale_text_is_a_gap_once_it_was_to_be_refreshed() -> None:
    version = Edition(2, date(2026, 3, 1), material=True, refresh_days=60)
    history = replace(NEVER, completions=completed(FIRST), editions=(version,))
    assert gaps_of(ANNUAL, history, FIRST, LAST) == (
        Stretch(
            date(2026, 5, 1), LAST, Cause.STALE, "a newer version was to be read by 30 Apr 2026"
        ),
    )


def test_of_days_covered_by_two_late_entries_each_names_the_one_that_covered_it_first() -> None:
    history = replace(
        NEVER,
        completions=(
            Completion(date(2026, 1, 1), None, recorded_on=date(2026, 6, 1)),
            Completion(date(2026, 2, 1), None, recorded_on=date(2026, 3, 1)),
        ),
    )
    assert gaps_of(ANNUAL, history, FIRST, LAST) == (
        Stretch(
            FIRST,
            date(2026, 1, 31),
            Cause.IMPORTED_LATE,
            "covered by training of 1 Jan 2026, recorded 1 Jun 2026",
        ),
        Stretch(
            date(2026, 2, 1),
            date(2026, 2, 28),
            Cause.IMPORTED_LATE,
            "covered by training of 1 Feb 2026, recorded 1 Mar 2026",
        ),
    )


def test_an_interval_without_a_day_has_no_gap() -> None:
    assert stretches_of(ANNUAL, NEVER, LAST, FIRST) == ()
