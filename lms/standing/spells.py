"""Spells: from a day on, the standing for each stretch of days until something begins.

What happened decides all later days, but for what is known to begin on one of them: a rehire, a
version or a policy that takes effect, the day after a leave. Each begins a spell of its own.
"""

from dataclasses import dataclass
from datetime import date

from lms.standing.absences import merged
from lms.standing.derivation import standing_of
from lms.standing.model import History, Span, Standing
from lms.standing.policy import Terms


@dataclass(frozen=True, slots=True)
class Spell:
    """The dates that hold from `from_on` up to, not including, `until_on`; None is for ever."""

    from_on: date
    until_on: date | None
    standing: Standing


def spells_of(terms: tuple[Terms, ...], history: History, day: date) -> tuple[Spell, ...]:
    """Return the standing of `day` and of every later day, as nothing more happens.

    Each is what `standing_of` tells of any of its days.
    """
    starts = sorted({day, *[one for one in _beginnings(terms, history) if one > day]})
    spells: list[Spell] = []
    for start in starts:
        standing = standing_of(terms, history, start)
        if spells and spells[-1].standing == standing:
            continue
        if spells:
            spells[-1] = Spell(spells[-1].from_on, start, spells[-1].standing)
        spells.append(Spell(start, None, standing))
    return tuple(spells)


def _beginnings(terms: tuple[Terms, ...], history: History) -> list[date]:
    # Lists, not a generator: it is asked for half a million times in a rebuild.
    return [
        *[duty.from_on for duty in history.duties],
        *[done.completed_on for done in history.completions],
        *[given.decided_on for given in history.extensions],
        *[one.effective_on for one in history.editions],
        *[one.effective_on for one in terms],
        *[one.policy.rule_floor.from_on for one in terms if one.policy.rule_floor],
        *_ends(history.leaves),
        *_ends(history.waivers),
    ]


def _ends(spans: tuple[Span, ...]) -> list[date]:
    """Return the first day after each span: a standing names the one that runs or comes next."""
    return [one.end for one in merged(spans) if one.end]
