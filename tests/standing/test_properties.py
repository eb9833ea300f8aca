"""Whatever happens under whatever terms, the rules say what a walk through the days says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given, settings

from lms.standing.derivation import standing_of
from lms.standing.gaps import Cause, Stretch, stretches_of
from lms.standing.model import History, Period, Standing, Status
from lms.standing.periods import periods_of
from lms.standing.policy import Terms
from lms.standing.preview import next_valid_through
from lms.standing.spells import Spell, spells_of
from lms.standing.status import status_on
from tests.standing.checks import Rules, check
from tests.standing.histories import DAY, cases
from tests.standing.invented import Case, numbered

RULES: Final = Rules()
EVERYDAY: Final = tuple(range(at, at + 1_000) for at in range(0, 10_000, 1_000))
DEEP: Final = tuple(range(at, at + 5_000) for at in range(10_000, 1_010_000, 5_000))
ENOUGH: Final = 400
"""Among so many histories each wrong rule is noticed."""


def check_numbered(numbers: range, rules: Rules, *, every: int) -> None:
    """Hold everything against the cases of these numbers, and name the one that fails."""
    for number in numbers:
        try:
            check(number, numbered(number), rules, every=every)
        except AssertionError as failed:
            pytest.fail(f"The invented history number {number} is judged otherwise: {failed}")


@pytest.mark.parametrize("numbers", EVERYDAY, ids=str)
def test_any_history_is_judged_as_a_walk_through_the_days_judges_it(numbers: range) -> None:
    check_numbered(numbers, RULES, every=29)


@pytest.mark.deep
@pytest.mark.parametrize("numbers", DEEP, ids=str)
def test_a_million_histories_are_judged_as_a_walk_through_the_days_judges_them(
    numbers: range,
) -> None:
    check_numbered(numbers, RULES, every=29)


@settings(max_examples=60)
@given(cases())
def test_the_smallest_history_that_is_judged_otherwise_would_be_shown(case: Case) -> None:
    check(0, case, RULES, every=1)


def without(name: str) -> Rules:
    """The rules of somebody who overlooks one kind of event."""

    def blind(terms: tuple[Terms, ...], history: History, day: date) -> Standing:
        return standing_of(terms, replace(history, **{name: ()}), day)

    return Rules(standing_of=blind)


def dated(change: Callable[[Standing], Standing]) -> Rules:
    """The rules of somebody who derives one date wrongly."""

    def spells(terms: tuple[Terms, ...], history: History, day: date) -> tuple[Spell, ...]:
        told = spells_of(terms, history, day)
        return tuple(replace(one, standing=change(one.standing)) for one in told)

    return Rules(lambda *given: change(standing_of(*given)), spells_of=spells)


def moved(name: str, by: int) -> Rules:
    """The rules of somebody who is wrong by a day in one date."""

    def change(standing: Standing) -> Standing:
        day = getattr(standing, name)
        return replace(standing, **{name: day and day + by * DAY})

    return dated(change)


def a_day_short(status: Callable[[Standing, date], Status]) -> Callable[[Standing, date], Status]:
    """A status by somebody who does not count the last day."""
    return lambda standing, day: status(standing, day + DAY)


def only_the_first(terms: tuple[Terms, ...], history: History, day: date) -> tuple[Spell, ...]:
    return (Spell(day, None, spells_of(terms, history, day)[0].standing),)


def renewed_from_the_old_end(terms: tuple[Terms, ...], history: History, day: date) -> date:
    return next_valid_through(terms, history, day) + 70 * DAY


def counted_from_each_completion(terms: tuple[Terms, ...], history: History, day: date) -> date:
    strict = tuple(
        replace(one, policy=replace(one.policy, keep_anniversary=False, fixed_dates=()))
        for one in terms
    )
    return next_valid_through(strict, replace(history, completions=()), day)


def lengthened(terms: tuple[Terms, ...], history: History) -> tuple[Period, ...]:
    return tuple(
        one._replace(valid_through=one.valid_through + 70 * DAY)
        for one in periods_of(terms, history)
    )


def without_the_last(*given: Any) -> tuple[Stretch, ...]:  # noqa: ANN401 - whatever the rule takes
    return stretches_of(*given)[:-1]


def a_day_twice(*given: Any) -> tuple[Stretch, ...]:  # noqa: ANN401 - whatever the rule takes
    return tuple(replace(one, from_on=one.from_on - DAY) for one in stretches_of(*given))


def all_late(*given: Any) -> tuple[Stretch, ...]:  # noqa: ANN401 - whatever the rule takes
    return tuple(replace(one, cause=one.cause and Cause.LATE) for one in stretches_of(*given))


WRONG: Final = {
    **{
        f"overlooks {name}": without(name)
        for name in (
            "duties",
            "completions",
            "extensions",
            "leaves",
            "waivers",
            "editions",
            "neighbours",
        )
    },
    "knows the first terms only": Rules(
        standing_of=lambda terms, history, day: standing_of(terms[:1], history, day)
    ),
    "takes what happens later for done": Rules(
        standing_of=lambda terms, history, day: standing_of(terms, history, day + DAY)
    ),
    "ends validity a day early": moved("valid_through", -1),
    "ends validity a day late": moved("valid_through", 1),
    "asks a day early": moved("act_by", -1),
    "asks a day late": moved("act_by", 1),
    "opens the window a day late": moved("window_opens_on", 1),
    "asks for a refresher a day late": moved("stale_act_by", 1),
    "ends a leave a day early": moved("leave_back", -1),
    "ends a waiver a day early": moved("exempt_until", -1),
    "explains nothing": dated(lambda standing: replace(standing, why="")),
    "does not count the last day": Rules(status_on=a_day_short(status_on)),
    "foresees no later spell": Rules(spells_of=only_the_first),
    "shortens by finishing": Rules(next_valid_through=counted_from_each_completion),
    "gives more than window and cadence": Rules(next_valid_through=renewed_from_the_old_end),
    "lengthens a period": Rules(periods_of=lengthened),
    "leaves days out of the register": Rules(stretches_of=without_the_last),
    "counts days twice": Rules(stretches_of=a_day_twice),
    "calls every gap late": Rules(stretches_of=all_late),
}


@pytest.mark.parametrize("rules", WRONG.values(), ids=WRONG)
def test_a_rule_that_is_wrong_is_noticed(rules: Rules) -> None:
    with pytest.raises(pytest.fail.Exception):
        check_numbered(range(ENOUGH), rules, every=29)
