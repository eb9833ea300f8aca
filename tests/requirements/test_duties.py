"""On which days somebody owes a requirement, and what began that."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.employment import Stretch
from lms.requirements.duties import DutySpan, duties_of
from lms.requirements.model import Audience, Requirement
from tests.reports.house import ANNUAL

EVERYBODY = ANNUAL
HIRED, MOVED = date(2024, 3, 1), date(2024, 6, 1)


def asked_of(**audience: tuple[str, ...]) -> Requirement:
    return Requirement(**{**vars(ANNUAL), "audience": Audience(**audience)})  # type: ignore[arg-type]  # names of roles and teams


def stretch(from_on: date, until_on: date | None = None, team: str = "Claims") -> Stretch:
    return Stretch(from_on, until_on, "biller", team, HIRED)


def test_everybody_owes_it_from_their_hire() -> None:
    assert duties_of(EVERYBODY, [stretch(HIRED)]) == (DutySpan(HIRED, None, "hired"),)


def test_a_requirement_begins_no_earlier_than_it_exists() -> None:
    before = stretch(date(2020, 1, 1))

    assert duties_of(EVERYBODY, [before]) == (
        DutySpan(date(2024, 1, 1), None, "the requirement began"),
    )


def test_employment_that_ended_before_it_existed_owes_nothing() -> None:
    for end in (date(2023, 12, 31), date(2024, 1, 1)):
        assert duties_of(EVERYBODY, [stretch(date(2020, 1, 1), end)]) == ()


@pytest.mark.parametrize(
    ("requirement", "owed"),
    [
        (asked_of(teams=("Coding",)), [(MOVED, None, "moved to this role or team")]),
        (asked_of(teams=("Claims",)), [(HIRED, MOVED, "hired")]),
        (
            asked_of(roles=("biller",)),
            [(HIRED, MOVED, "hired"), (MOVED, None, "moved to this role or team")],
        ),
        (asked_of(roles=("coder",), teams=("Help desk",)), []),
    ],
)
def test_a_move_begins_and_ends_what_an_audience_owes(
    requirement: Requirement, owed: list[tuple[date, date | None, str]]
) -> None:
    moved = [stretch(HIRED, MOVED), stretch(MOVED, team="Coding")]

    assert duties_of(requirement, moved) == tuple(DutySpan(*span) for span in owed)


days = st.integers(0, 900).map(lambda number: date(2023, 6, 1) + timedelta(days=number))


@st.composite
def employments(draw: st.DrawFn) -> list[Stretch]:
    """Stretches that follow each other, each in any team."""
    edges = sorted(draw(st.lists(days, min_size=1, max_size=6, unique=True)))
    ends: list[date | None] = [*edges[1:], draw(st.none())]
    return [
        stretch(begin, end, draw(st.sampled_from(["Claims", "Coding"])))
        for begin, end in zip(edges, ends, strict=True)
    ]


@given(employments(), days)
def test_a_day_is_owed_if_and_only_if_somebody_of_the_audience_was_employed_on_it(
    stretches: list[Stretch], day: date
) -> None:
    requirement = asked_of(teams=("Coding",))

    owed = any(
        span.from_on <= day and (span.until_on is None or day < span.until_on)
        for span in duties_of(requirement, stretches)
    )

    employed = [one for one in stretches if one.from_on <= day]
    there = bool(employed) and (employed[-1].until_on is None or day < employed[-1].until_on)
    assert owed == (there and employed[-1].team == "Coding" and day >= requirement.from_on)
