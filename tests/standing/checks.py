"""What must hold of any terms and any history, whichever rules are put to the proof."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise

from lms.standing.anniversaries import latest_valid_day
from lms.standing.derivation import standing_of
from lms.standing.explanation import in_words
from lms.standing.gaps import Stretch, stretches_of
from lms.standing.model import History, Period, Standing, Status
from lms.standing.periods import periods_of
from lms.standing.policy import Policy, Terms
from lms.standing.preview import next_valid_through
from lms.standing.spells import Spell, spells_of
from lms.standing.status import act_by_shown, days_late, status_on
from tests.standing.invented import FIRST, LAST, Case, Numbered
from tests.standing.slowly import Told, required_days, told_on

_DAY = timedelta(days=1)
BEGIN, END = FIRST - 5 * _DAY, LAST + 60 * _DAY
"""The days that are looked at: from before anything happens until some time after."""
_EVERY_DAY = tuple(BEGIN + at * _DAY for at in range((END - BEGIN).days + 1))
_DATES = tuple(one.name for one in fields(Standing) if one.type == date | None)


@dataclass(frozen=True)
class Rules:
    """The rules that are put to the proof: those of the product, unless others are given."""

    standing_of: Callable[[tuple[Terms, ...], History, date], Standing] = standing_of
    status_on: Callable[[Standing, date], Status] = status_on
    spells_of: Callable[[tuple[Terms, ...], History, date], tuple[Spell, ...]] = spells_of
    stretches_of: Callable[[tuple[Terms, ...], History, date, date], tuple[Stretch, ...]] = (
        stretches_of
    )
    periods_of: Callable[[tuple[Terms, ...], History], tuple[Period, ...]] = periods_of
    next_valid_through: Callable[[tuple[Terms, ...], History, date], date] = next_valid_through


def check(number: int, case: Case, rules: Rules, *, every: int) -> None:
    """Hold everything against one case: on every so manyth day, and wherever a date turns."""
    spells = rules.spells_of(*case, BEGIN)
    days = {*_EVERY_DAY[number % every :: every], *_turns(spells)}
    told = told_on(case, days)
    chance = Numbered(number)
    some = [day for day in sorted(told) if chance.below(20) == 0]
    check_spells(spells, told, rules)
    for day in some:
        check_day(case, day, told[day], rules)
        check_spell(case, spells, day, rules)
        check_finishing(case, day, rules)
    check_later_spells(case, some, told, rules)
    check_periods(case, rules)
    check_stretches(case, told, rules)


def check_day(case: Case, day: date, told: Told, rules: Rules) -> None:
    """One status holds, the one found by walking through the days; so do the dates."""
    check_told(rules.standing_of(*case, day), day, told, rules)


def check_told(standing: Standing, day: date, told: Told, rules: Rules) -> None:
    """A standing says of a day what the walk says, and its sentence holds what is shown."""
    status = rules.status_on(standing, day)
    assert status is told.status, day
    assert days_late(standing, day) == told.days_late, day
    shown = act_by_shown(standing, day)
    assert shown == told.act_by, day
    assert shown is None or in_words(shown) in standing.why, day
    if status is not Status.NOT_REQUIRED:
        assert standing.valid_through == told.valid_through, day
    if standing.valid_through is not None:
        assert in_words(standing.valid_through) in standing.why, day


def check_spells(spells: tuple[Spell, ...], told: dict[date, Told], rules: Rules) -> None:
    """Spells follow each other without a day between, for ever, each right on all its days."""
    assert [one.until_on for one in spells[:-1]] == [one.from_on for one in spells[1:]]
    assert spells[-1].until_on is None
    days = [day for day in sorted(told) if day >= spells[0].from_on]
    at = 0
    for day in days:
        while at + 1 < len(spells) and spells[at + 1].from_on <= day:
            at += 1
        check_told(spells[at].standing, day, told[day], rules)


def check_spell(case: Case, spells: tuple[Spell, ...], day: date, rules: Rules) -> None:
    """The spell that holds a day says all that is said of the day itself."""
    holding = [one for one in spells if one.from_on <= day]
    assert holding[-1].standing == rules.standing_of(*case, day), day


def check_later_spells(case: Case, days: list[date], told: dict[date, Told], rules: Rules) -> None:
    """Spells from a later day on say the same."""
    for day in days[:1]:
        spells = rules.spells_of(*case, day)
        assert spells[0].from_on == day
        check_spells(spells, told, rules)


def check_finishing(case: Case, day: date, rules: Rules) -> None:
    """Finishing never shortens validity, and never gives more than window and cadence."""
    before = rules.standing_of(*case, day).valid_through
    after = rules.next_valid_through(*case, day)
    assert before is None or after >= before, day
    assert day < after <= latest_allowed(case.terms, day), day


def check_periods(case: Case, rules: Rules) -> None:
    """None ends later than it ever may, nor sooner than the one before but by other terms."""
    periods = rules.periods_of(*case)
    for one in periods:
        assert one.valid_through <= latest_allowed(case.terms, one.completed_on)
    for earlier, later in pairwise(periods):
        assert earlier.completed_on < later.completed_on
        if later.redated_on is None:
            assert earlier.valid_through <= later.valid_through


def check_stretches(case: Case, told: dict[date, Told], rules: Rules) -> None:
    """Covered days and gaps tile the required days, each day once, each gap with its cause."""
    stretches = rules.stretches_of(*case, BEGIN, END)
    tiled = [
        one.from_on + at * _DAY
        for one in stretches
        for at in range((one.to_on - one.from_on).days + 1)
    ]
    required = required_days(case.history)
    assert tiled == [day for day in _EVERY_DAY if day in required]
    for one in stretches:
        for day in (day for day in told if one.from_on <= day <= one.to_on):
            assert one.cause is told[day].cause, day


def latest_allowed(terms: tuple[Terms, ...], finished_on: date) -> date:
    """The window and then one cadence, the largest of the terms; a month's end stays one."""
    policies = [one.policy for one in terms]
    largest = Policy(
        max(one.cadence_months for one in policies), max(one.window_days for one in policies)
    )
    limit = latest_valid_day(largest, finished_on)
    if (finished_on + (largest.window_days + 1) * _DAY).day == 1:
        return limit.replace(day=monthrange(limit.year, limit.month)[1])
    return limit


def _turns(spells: tuple[Spell, ...]) -> set[date]:
    """Both sides of every date that stands in a standing."""
    named = {getattr(one.standing, name) for one in spells for name in _DATES}
    dates = {one for one in named if one} | {one.from_on for one in spells}
    sides = {day for one in dates for day in (one - _DAY, one, one + _DAY)}
    return {day for day in sides if BEGIN <= day <= END}
