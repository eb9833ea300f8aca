"""Invented terms and histories: whatever may happen, drawn from a source of choices."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple, Protocol, TypeVar

from lms.standing.anniversaries import add_months
from lms.standing.model import Completion, Duty, Edition, Extension, History, Period, Span
from lms.standing.periods import periods_of
from lms.standing.policy import OpenCycles, Policy, RuleFloor, Terms, always
from lms.standing.validity import check_policy

FIRST, LAST = date(2024, 1, 5), date(2025, 4, 5)
"""Between them things happen; a leap day is among them."""
RULE = "2024 Final Rule"
_DAY = timedelta(days=1)
_DAYS = (LAST - FIRST).days + 1
_T = TypeVar("_T")


class Case(NamedTuple):
    """One worker and one requirement: by which terms, and what happened."""

    terms: tuple[Terms, ...]
    history: History


class Chance(Protocol):
    """Where choices come from."""

    def below(self, number: int) -> int:
        """Choose a number from 0 on, and less than this one."""


class Numbered:
    """The choices that belong to a number: the same ones on each run and machine."""

    def __init__(self, number: int) -> None:
        self._number, self._left, self._drawn = number, 0, 0

    def below(self, number: int) -> int:
        """Choose a number from 0 on, and less than this one."""
        if self._left < 1 << 64:
            said = f"{self._number}/{self._drawn}".encode()
            self._left, self._drawn = int.from_bytes(blake2b(said).digest()), self._drawn + 1
        self._left, chosen = divmod(self._left, number)
        return chosen


def numbered(number: int) -> Case:
    """Return the case that belongs to a number."""
    return case(Numbered(number))


def policy(chance: Chance) -> Policy:
    """Invent a policy without a fault."""
    asked = Policy(
        cadence_months=_one_of(chance, (1, 2, 3, 6, 6, 12, 12, 24)),
        window_days=_one_of(chance, (0, 5, 13, 13, 30, 60)),
        keep_anniversary=chance.below(3) > 0,
        initial_days=_one_of(chance, (0, 1, 30, 60)),
        return_days=_one_of(chance, (0, 14, 14, 40)),
        fixed_dates=_fixed_dates(chance) if _rarely(chance) else (),
        align=chance.below(3) == 0,
        rule_floor=RuleFloor(RULE, day(chance), chance.below(60)) if _rarely(chance) else None,
        grace_days=chance.below(20),
    )
    if check_policy(asked):
        return Policy(12, 60, asked.keep_anniversary, fixed_dates=asked.fixed_dates)
    return asked


def case(chance: Chance) -> Case:
    """Invent terms and a history, its parts in any order."""
    terms = _terms(chance)
    leaves = _some(chance, _leave, 3)
    return Case(
        terms,
        History(
            duties=_duties(chance),
            completions=_completions(chance, terms[0].policy),
            extensions=_some(chance, _extension, 3),
            leaves=leaves,
            waivers=_some(chance, _waiver, 2) if _rarely(chance) else (),
            editions=_editions(chance),
            neighbours=_neighbours(chance) if any(one.policy.align for one in terms) else (),
        ),
    )


def day(chance: Chance) -> date:
    """Choose a day on which something may happen."""
    return FIRST + chance.below(_DAYS) * _DAY


def _one_of(chance: Chance, given: Sequence[_T]) -> _T:
    return given[chance.below(len(given))]


def _rarely(chance: Chance) -> bool:
    return chance.below(5) == 0


def _some(chance: Chance, make: Callable[[Chance], _T], most: int) -> tuple[_T, ...]:
    return tuple(make(chance) for _ in range(chance.below(most + 1)))


def _later(chance: Chance, than: date, most: int) -> date:
    return than + chance.below(most) * _DAY


def _fixed_dates(chance: Chance) -> tuple[tuple[int, int], ...]:
    month = chance.below(12) + 1
    last = _one_of(chance, (1, 15, 28, 29 if month == 2 else 30))
    return ((month, last),) if chance.below(2) else ((month, last), (month % 12 + 1, 1))


def _terms(chance: Chance) -> tuple[Terms, ...]:
    changes = sorted(day(chance) for _ in range(max(0, chance.below(5) - 2)))
    return always(policy(chance)) + tuple(_change(chance, begins) for begins in changes)


def _change(chance: Chance, begins: date) -> Terms:
    protected_until = begins + (chance.below(90) - 20) * _DAY if chance.below(3) else None
    cycles = OpenCycles.REDATE if chance.below(3) else OpenCycles.KEEP
    return Terms(begins, policy(chance), cycles, protected_until)


def _duties(chance: Chance) -> tuple[Duty, ...]:
    """Invent mostly one long duty; else several, with or without days between, or none."""
    if chance.below(2):
        until_on = day(chance) if _rarely(chance) else None
        return (Duty(_later(chance, FIRST, 120), until_on, "hired"),)
    return _some(chance, _duty, 3)


def _duty(chance: Chance) -> Duty:
    from_on = day(chance)
    ends = None if _rarely(chance) else _later(chance, from_on, 300)
    return Duty(from_on, ends, "hired")


def _completions(chance: Chance, asked: Policy) -> tuple[Completion, ...]:
    done: list[Completion] = []
    for _ in range(chance.below(6)):
        on = _about_then(chance, asked, done[-1].completed_on) if done else day(chance)
        version = _one_of(chance, (None, 1, 1, 2, 3, 4))
        recorded_on = _later(chance, on, 200) if chance.below(12) == 0 else None
        done.append(Completion(on, version, _rarely(chance), recorded_on))
    return tuple(reversed(done)) if _rarely(chance) else tuple(done)


def _about_then(chance: Chance, asked: Policy, before: date) -> date:
    """Choose any day, or one about which the answer turns: the anniversary, or its window."""
    if chance.below(2):
        return day(chance)
    anniversary = add_months(before, asked.cadence_months)
    turns = (0, 0, 1, -1, -asked.window_days, -asked.window_days - 1, -3, 20)
    return anniversary + _one_of(chance, turns) * _DAY


def _extension(chance: Chance) -> Extension:
    decided_on = day(chance)
    return Extension(decided_on, _later(chance, decided_on, 120), "court testimony")


def _leave(chance: Chance) -> Span:
    first = day(chance)
    return Span(first, None if chance.below(8) == 0 else _later(chance, first, 90))


def _waiver(chance: Chance) -> Span:
    first = day(chance)
    return Span(first, _later(chance, first, 90))


def _editions(chance: Chance) -> tuple[Edition, ...]:
    return tuple(
        Edition(
            number + 1,
            day(chance),
            material=chance.below(3) == 0,
            refresh_days=chance.below(60),
            rules=frozenset({RULE} if chance.below(2) else ()),
        )
        for number in range(chance.below(4))
    )


def _neighbours(chance: Chance) -> tuple[tuple[Period, ...], ...]:
    return tuple(
        periods_of(always(Policy()), History(completions=_some(chance, _done, 2)))
        for _ in range(chance.below(3))
    )


def _done(chance: Chance) -> Completion:
    return Completion(day(chance), 1)
