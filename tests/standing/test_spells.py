"""What is known to begin later begins a spell of its own, and nothing else does."""

from dataclasses import replace
from datetime import date

from lms.standing.model import Duty, Edition, Extension, History, Span
from lms.standing.policy import OpenCycles, Policy, Terms
from lms.standing.spells import spells_of
from tests.standing.histories import ANNUAL, completed, trained

FIRST = date(2026, 3, 5)
DAY = date(2026, 6, 1)


def starts(history: History, terms: tuple[Terms, ...] = ANNUAL) -> list[date]:
    return [one.from_on for one in spells_of(terms, history, DAY)]


def test_somebody_trained_of_whom_nothing_is_known_to_come_has_one_spell_for_ever() -> None:
    (spell,) = spells_of(ANNUAL, trained(FIRST), DAY)
    assert (spell.from_on, spell.until_on) == (DAY, None)


def test_a_rehire_a_version_a_policy_and_the_end_of_a_leave_each_begin_one() -> None:
    history = trained(FIRST)
    left = Duty(date(2020, 1, 1), date(2026, 8, 1), "hired")
    rehired = replace(history, duties=(left, Duty(date(2026, 9, 1), None, "rehired")))
    assert starts(rehired) == [DAY, date(2026, 9, 1)]
    version = Edition(2, date(2026, 10, 1), material=True, refresh_days=60)
    assert starts(replace(history, editions=(version,))) == [DAY, date(2026, 10, 1)]
    shorter = Terms(date(2026, 11, 1), Policy(cadence_months=6), OpenCycles.REDATE)
    assert starts(history, (*ANNUAL, shorter)) == [DAY, date(2026, 11, 1)]
    leaves = tuple(Span(date(2026, month, 1), date(2026, month, 20)) for month in (7, 9))
    assert starts(replace(history, leaves=leaves)) == [DAY, date(2026, 7, 20), date(2026, 9, 20)]


def test_what_changes_no_date_begins_no_spell() -> None:
    editorial = Edition(2, date(2026, 10, 1), material=False, refresh_days=60)
    assert starts(replace(trained(FIRST), editions=(editorial,))) == [DAY]
    used_up = Extension(date(2026, 1, 1), date(2027, 6, 1))
    assert starts(replace(trained(FIRST), extensions=(used_up,))) == [DAY]


def test_each_spell_ends_where_the_next_begins_and_the_last_never() -> None:
    duties = tuple(
        Duty(date(2026, month, 1), date(2026, month, 20), "hired") for month in (5, 7, 9)
    )
    spells = spells_of(ANNUAL, History(duties, completed(FIRST)), DAY)
    assert [one.until_on for one in spells] == [date(2026, 7, 1), date(2026, 9, 1), None]
