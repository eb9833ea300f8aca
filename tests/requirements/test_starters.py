"""What one can begin with claims no more than is so, and can be required as it stands."""

from datetime import date

import pytest

from lms.requirements.model import Basis
from lms.requirements.reader import entry_faults
from lms.requirements.starters import Starter, starters

DAY = date(2026, 3, 5)


@pytest.mark.parametrize("starter", starters(), ids=lambda one: one.name)
def test_each_can_be_required_as_it_stands(starter: Starter) -> None:
    assert list(entry_faults({**starter.entry, "from_on": DAY})) == []
    asked = starter.from_on(DAY)
    assert (asked.id, asked.from_on) == (starter.name, DAY)
    assert starter.title
    assert starter.says


def test_each_has_a_name_of_its_own() -> None:
    names = [one.name for one in starters()]

    assert len(set(names)) == len(names)


def test_nothing_about_part_2_is_called_law() -> None:
    law = [one for one in starters() if one.from_on(DAY).basis is Basis.LAW]

    assert [one.entry["citation"] for one in law] == [
        "45 CFR 164.308(a)(5); the interval is policy"
    ]
    assert all(one.entry["course"] != "part2-core" for one in law)


def test_a_text_of_before_the_final_rule_is_asked_for_again_from_the_compliance_date() -> None:
    [floor] = [one.from_on(DAY).rule_floor for one in starters() if one.from_on(DAY).rule_floor]

    assert (floor.rule, floor.from_on) == ("2024-final-rule", date(2026, 2, 16))  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"basis": "habit"}, "basis"),
        ({"cadence_months": 0}, "cadence_months"),
        ({"from_on": None}, "from_on"),
        ({"until_on": date(2026, 3, 4)}, "until_on"),
        ({"window_days": 91}, "window_days"),
    ],
)
def test_an_entry_that_is_wrong_says_so_at_its_field(
    change: dict[str, object], field: str
) -> None:
    entry = {**starters()[0].entry, "from_on": DAY, **change}

    assert [one.field for one in entry_faults(entry)] == [field]


def test_what_is_missing_is_asked_for() -> None:
    assert {one.field for one in entry_faults({})} == {
        "id",
        "course",
        "audience",
        "basis",
        "citation",
        "from_on",
        "cadence_months",
    }
