"""When somebody was employed, in which role and team: read from what was recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lms.people.employment import Stretch, stretches_of
from lms.people.model import Worker, WorkerRecord
from tests.builders import a_worker

HIRED = date(2024, 1, 10)
CLAIMS = a_worker(hired_on=HIRED, team="Claims", role="biller")


def recorded(worker: Worker, on: date) -> WorkerRecord:
    return WorkerRecord(worker, datetime(on.year, on.month, on.day, tzinfo=UTC), on)


def days_of(*records: WorkerRecord) -> list[tuple[date, date | None, str]]:
    return [(one.from_on, one.until_on, one.team) for one in stretches_of(records)]


def test_the_first_record_holds_from_the_day_of_hire() -> None:
    assert stretches_of([recorded(CLAIMS, date(2024, 2, 1))]) == (
        Stretch(HIRED, None, "biller", "Claims", HIRED),
    )


def test_nobody_recorded_was_never_employed() -> None:
    assert stretches_of([]) == ()


def test_another_team_holds_from_the_day_it_was_recorded() -> None:
    moved = replace(CLAIMS, team="Coding")

    assert days_of(recorded(CLAIMS, HIRED), recorded(moved, date(2024, 6, 1))) == [
        (HIRED, date(2024, 6, 1), "Claims"),
        (date(2024, 6, 1), None, "Coding"),
    ]


def test_a_team_corrected_before_it_began_leaves_no_day_of_the_wrong_one() -> None:
    wrong = recorded(replace(CLAIMS, team="Coding"), date(2024, 1, 2))

    assert days_of(wrong, recorded(CLAIMS, date(2024, 1, 3))) == [(HIRED, None, "Claims")]


def test_an_end_closes_the_stretch_and_taking_it_back_opens_it() -> None:
    ended = replace(CLAIMS, ended_on=date(2025, 1, 1))
    first = recorded(CLAIMS, HIRED)

    assert days_of(first, recorded(ended, date(2024, 12, 1))) == [
        (HIRED, date(2025, 1, 1), "Claims")
    ]
    assert days_of(
        first, recorded(ended, date(2024, 12, 1)), recorded(CLAIMS, date(2024, 12, 9))
    ) == [(HIRED, None, "Claims")]


def test_a_hire_after_an_end_is_a_rehire() -> None:
    ended = replace(CLAIMS, ended_on=date(2024, 5, 1))
    back = replace(CLAIMS, hired_on=date(2024, 9, 1))

    stretches = stretches_of([recorded(ended, HIRED), recorded(back, date(2024, 9, 2))])

    assert [(one.from_on, one.until_on, one.hired_on) for one in stretches] == [
        (HIRED, date(2024, 5, 1), HIRED),
        (date(2024, 9, 1), None, date(2024, 9, 1)),
    ]


def test_another_day_of_hire_without_an_end_between_corrects_the_first() -> None:
    earlier, later = date(2023, 12, 1), date(2024, 2, 1)

    for corrected in (earlier, later):
        assert stretches_of(
            [recorded(CLAIMS, HIRED), recorded(replace(CLAIMS, hired_on=corrected), later)]
        ) == (Stretch(corrected, None, "biller", "Claims", corrected),)


def test_a_corrected_rehire_leaves_the_first_employment_alone() -> None:
    ended = replace(CLAIMS, ended_on=date(2024, 5, 1))
    back, truly = (replace(CLAIMS, hired_on=date(2024, month, 1)) for month in (9, 8))

    stretches = stretches_of(recorded(one, one.hired_on) for one in (ended, back, truly))

    assert [(one.from_on, one.until_on) for one in stretches] == [
        (HIRED, date(2024, 5, 1)),
        (date(2024, 8, 1), None),
    ]


def test_a_hire_corrected_to_after_a_change_of_team_forgets_what_lay_before_it() -> None:
    moved = replace(CLAIMS, team="Coding")
    truly = replace(moved, hired_on=date(2024, 7, 1))

    assert days_of(
        recorded(CLAIMS, HIRED), recorded(moved, date(2024, 6, 1)), recorded(truly, HIRED)
    ) == [(date(2024, 7, 1), None, "Coding")]


def test_an_end_before_a_change_of_team_leaves_no_day_after_it() -> None:
    moved = replace(CLAIMS, team="Coding")
    ended = replace(moved, ended_on=date(2024, 5, 1))

    assert days_of(
        recorded(CLAIMS, HIRED),
        recorded(moved, date(2024, 6, 1)),
        recorded(ended, date(2024, 7, 1)),
    ) == [(HIRED, date(2024, 5, 1), "Claims")]


def test_a_team_told_after_the_end_opens_nothing() -> None:
    ended = replace(CLAIMS, ended_on=date(2024, 5, 1))
    told_later = recorded(replace(ended, team="Coding"), date(2024, 7, 1))

    assert days_of(recorded(ended, HIRED), told_later) == [(HIRED, date(2024, 5, 1), "Claims")]


def test_a_rehire_taken_back_leaves_one_employment() -> None:
    ended = replace(CLAIMS, ended_on=date(2024, 5, 1))
    back = replace(CLAIMS, hired_on=date(2024, 9, 1))

    assert days_of(*(recorded(one, date(2024, 9, 2)) for one in (ended, back, CLAIMS))) == [
        (HIRED, None, "Claims")
    ]


days = st.integers(0, 60).map(lambda number: HIRED + timedelta(days=number))


@st.composite
def records(draw: st.DrawFn) -> list[WorkerRecord]:
    """Anything a careless staff file may have said over the months, in order of recording."""
    said = []
    for on in sorted(draw(st.lists(days, min_size=1, max_size=6))):
        hired_on = draw(days)
        length = draw(st.none() | st.integers(0, 40))
        ended_on = None if length is None else hired_on + timedelta(days=length)
        team = draw(st.sampled_from(["Claims", "Coding"]))
        said.append(recorded(replace(CLAIMS, team=team, hired_on=hired_on, ended_on=ended_on), on))
    return said


@given(records(), days)
def test_from_its_record_on_a_worker_is_employed_as_it_says_and_no_longer_than_it_says(
    said: list[WorkerRecord], day: date
) -> None:
    stretches = stretches_of(said)
    last = said[-1]
    worker = last.worker

    there = [
        one
        for one in stretches
        if one.from_on <= day and (one.until_on is None or day < one.until_on)
    ]

    if worker.ended_on is not None and worker.ended_on <= day:
        assert there == []
    elif worker.hired_on <= day:
        [one] = there
        assert one.hired_on == worker.hired_on
        assert one.team == worker.team or day < last.recorded_on


@given(records())
def test_stretches_follow_each_other_and_each_has_a_day(said: list[WorkerRecord]) -> None:
    stretches = stretches_of(said)

    for earlier, later in pairwise(stretches):
        assert earlier.until_on is not None
        assert earlier.until_on <= later.from_on
    assert all(one.hired_on <= one.from_on for one in stretches)
    assert all(one.until_on is None or one.from_on < one.until_on for one in stretches)


@given(records())
def test_saying_the_same_again_changes_nothing(said: list[WorkerRecord]) -> None:
    again = replace(said[-1], recorded_on=said[-1].recorded_on + timedelta(days=30))

    assert stretches_of([*said, again]) == stretches_of(said)
