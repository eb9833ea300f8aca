"""A version is published under a number of its own, and not into the past where it makes late."""

from datetime import date, timedelta

import pytest

from lms.courses.deciding import unfit_decision, unfit_number
from lms.courses.model import Change, Decision

TODAY = date(2026, 1, 31)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (1, ""),
        (2, "Version 2 comes after version 3 was published. Give it the version 4."),
        (3, "Version 3 is published with another text. Give the changed text the version 4."),
        (4, ""),
    ],
)
def test_a_changed_text_needs_a_number_above_all_others(version: int, told: str) -> None:
    assert unfit_number(version, [3] if version > 1 else []) == told


def test_a_first_version_may_have_been_in_force_before() -> None:
    decision = Decision(Change.MATERIAL, date(2020, 1, 1), 60)

    assert unfit_decision(decision, TODAY, first=True) == {}


def test_a_later_material_version_takes_effect_today_or_later() -> None:
    assert unfit_decision(Decision(Change.MATERIAL, TODAY, 60), TODAY, first=False) == {}
    assert unfit_decision(Decision(Change.MATERIAL, YESTERDAY, 60), TODAY, first=False) == {
        "effective_on": "A material change takes effect today, 2026-01-31, or later. Choose such "
        "a day."
    }


@pytest.mark.parametrize("change", [Change.MINOR, Change.EDITORIAL])
def test_what_makes_nobody_stale_may_keep_its_authors_day(change: Change) -> None:
    assert unfit_decision(Decision(change, YESTERDAY, 60), TODAY, first=False) == {}


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (365, True), (366, False)])
def test_there_are_at_most_365_days_to_read_what_changed(days: int, *, fits: bool) -> None:
    told = unfit_decision(Decision(Change.MATERIAL, TODAY, days), TODAY, first=True)

    assert (told == {}) == fits


def test_only_a_material_change_has_a_last_day_to_read_it() -> None:
    assert Decision(Change.MATERIAL, TODAY, 60).read_by == date(2026, 4, 1)
    assert Decision(Change.MINOR, TODAY, 60).read_by is None
