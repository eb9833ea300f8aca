"""On which days somebody owes a requirement, and what began that."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.employment import Stretch
from lms.requirements.duties import DutySpan, duties_of
from lms.requirements.model import EVERY_AGREEMENT, Audience, Requirement, Version
from tests.builders import a_requirement

HIRED, MOVED = date(2024, 3, 1), date(2024, 6, 1)


def always(requirement: Requirement) -> tuple[Version, ...]:
    return (Version(requirement, requirement.from_on),)


def asked_of(**audience: tuple[str, ...]) -> tuple[Version, ...]:
    return always(a_requirement(audience=Audience(**audience)))  # type: ignore[arg-type]  # names of roles, teams and agreements


EVERYBODY = always(a_requirement())


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
    ("versions", "owed"),
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
    versions: tuple[Version, ...], owed: list[tuple[date, date | None, str]]
) -> None:
    moved = [stretch(HIRED, MOVED), stretch(MOVED, team="Coding")]

    assert duties_of(versions, moved) == tuple(DutySpan(*span) for span in owed)


CHANGED = date(2024, 9, 1)


def test_a_version_decides_from_its_own_day_and_the_one_before_it_until_then() -> None:
    narrow = a_requirement(audience=Audience(teams=("Coding",)))
    changed = (*EVERYBODY, Version(narrow, CHANGED))
    widened = (*always(narrow), Version(a_requirement(), CHANGED))

    assert duties_of(changed, [stretch(HIRED)]) == (DutySpan(HIRED, CHANGED, "hired"),)
    assert duties_of(widened, [stretch(HIRED)]) == (
        DutySpan(CHANGED, None, "the requirement began"),
    )


def test_a_version_that_changes_no_audience_leaves_no_day_between() -> None:
    versions = (*EVERYBODY, Version(a_requirement(window_days=30), CHANGED))

    assert [span[:2] for span in duties_of(versions, [stretch(HIRED)])] == [
        (HIRED, CHANGED),
        (CHANGED, None),
    ]


def test_a_requirement_that_ended_is_owed_no_more() -> None:
    ended = always(a_requirement(until_on=CHANGED))

    assert duties_of(ended, [stretch(HIRED)]) == (DutySpan(HIRED, CHANGED, "hired"),)
    assert duties_of(ended, [stretch(CHANGED)]) == ()


class Service(NamedTuple):
    agreement: str
    from_on: date
    to_on: date | None


@pytest.mark.parametrize("audience", [("MSA-7",), (EVERY_AGREEMENT,)])
def test_whoever_serves_an_agreement_owes_it_on_those_days_and_on_no_other(
    audience: tuple[str, ...],
) -> None:
    serving = asked_of(agreements=audience)
    service = Service("MSA-7", MOVED, date(2024, 8, 31))

    assert duties_of(serving, [stretch(HIRED)], [service]) == (
        DutySpan(MOVED, CHANGED, "began to serve an agreement"),
    )
    assert duties_of(asked_of(agreements=("MSA-8",)), [stretch(HIRED)], [service]) == ()


def test_service_counts_only_while_employed() -> None:
    serving = asked_of(agreements=("MSA-7",))
    before_and_after = Service("MSA-7", date(2020, 1, 1), None)

    assert duties_of(serving, [stretch(HIRED, MOVED)], [before_and_after]) == (
        DutySpan(HIRED, MOVED, "began to serve an agreement"),
    )


def test_a_version_that_was_overtaken_before_it_took_effect_decides_no_day() -> None:
    narrow = a_requirement(audience=Audience(teams=("Coding",)))
    planned = Version(narrow, date(2025, 6, 1))
    decided_after = Version(a_requirement(window_days=30), CHANGED)

    spans = duties_of((*EVERYBODY, planned, decided_after), [stretch(HIRED)])

    assert [span[:2] for span in spans] == [(HIRED, CHANGED), (CHANGED, None)]


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
    versions = asked_of(teams=("Coding",))

    owed = any(
        span.from_on <= day and (span.until_on is None or day < span.until_on)
        for span in duties_of(versions, stretches)
    )

    employed = [one for one in stretches if one.from_on <= day]
    there = bool(employed) and (employed[-1].until_on is None or day < employed[-1].until_on)
    assert owed == (
        there and employed[-1].team == "Coding" and day >= versions[0].requirement.from_on
    )
