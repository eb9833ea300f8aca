"""A text that was overtaken is to be refreshed, by whoever has read none that is newer."""

from dataclasses import replace
from datetime import date

from lms.standing.model import Completion, Edition, History
from lms.standing.policy import RuleFloor
from lms.standing.staleness import Refresh, refreshes_owed

V1 = Edition(1, date(2024, 1, 1), material=False, refresh_days=60)
V2 = Edition(2, date(2026, 3, 1), material=True, refresh_days=60)
V3 = Edition(3, date(2026, 3, 10), material=True, refresh_days=20, rules=frozenset({"new"}))
FLOOR = RuleFloor("new", date(2026, 4, 1), 30)
HISTORY = History(completions=(Completion(date(2026, 1, 10), 1),), editions=(V1, V2, V3))


def read(*versions: int | None) -> History:
    done = tuple(Completion(date(2026, 2, 1), version, refresher=True) for version in versions)
    return replace(HISTORY, completions=(*HISTORY.completions, *done))


def test_every_newer_material_version_in_force_is_owed() -> None:
    assert refreshes_owed(HISTORY, None, date(2026, 2, 28)) == ()
    assert refreshes_owed(HISTORY, None, date(2026, 3, 10)) == (
        Refresh(date(2026, 3, 1), date(2026, 4, 30), 2),
        Refresh(date(2026, 3, 10), date(2026, 3, 30), 3),
    )


def test_a_version_reaches_itself_and_those_before_it() -> None:
    assert [one.edition for one in refreshes_owed(read(2), None, date(2026, 4, 1))] == [3]
    assert refreshes_owed(read(3), None, date(2026, 4, 1)) == ()


def test_a_completion_without_a_version_is_older_than_every_version() -> None:
    unknown = replace(HISTORY, completions=(Completion(date(2026, 3, 20), None),))
    assert [one.edition for one in refreshes_owed(unknown, None, date(2026, 4, 1))] == [2, 3]


def test_what_is_read_later_reaches_nothing_yet() -> None:
    assert len(refreshes_owed(read(3), None, date(2026, 1, 31))) == 0
    later = replace(HISTORY, completions=(Completion(date(2026, 5, 1), 3),))
    assert len(refreshes_owed(later, None, date(2026, 4, 1))) == 2


def test_a_floor_asks_for_a_version_that_teaches_its_rule_and_for_no_other() -> None:
    assert refreshes_owed(read(2), FLOOR, date(2026, 4, 1))[-1] == Refresh(
        date(2026, 4, 1), date(2026, 5, 1), rule="new"
    )
    assert refreshes_owed(read(3), FLOOR, date(2026, 4, 1)) == ()
    assert refreshes_owed(read(), FLOOR, date(2026, 2, 28)) == ()


def test_a_version_read_before_it_takes_effect_has_taught_what_it_teaches() -> None:
    early = replace(HISTORY, editions=(V1, replace(V3, effective_on=date(2026, 6, 1))))
    read_early = replace(early, completions=(Completion(date(2026, 3, 20), 3),))
    assert refreshes_owed(read_early.until(date(2026, 4, 1)), FLOOR, date(2026, 4, 1)) == ()
