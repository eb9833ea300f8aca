"""How an effect is told: who goes from what to what, before anything is done."""

from dataclasses import dataclass

from lms.pages import words
from lms.pages.answers import STATES
from lms.reports.effect import Change, Effect, Told
from lms.standing.model import Status


@dataclass(frozen=True)
class Row:
    """One person and training: from what to what, and by when to act."""

    person: str
    team: str
    requirement: str
    before: tuple[str, str]
    after: tuple[str, str]
    day: str


@dataclass(frozen=True)
class Shown:
    """An effect in words: the answer, the counts by status and by team, and the first rows."""

    answer: str
    counts: tuple[tuple[str, str, str], ...]
    teams: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    first: str


def shown(effect: Effect) -> Shown:
    """Tell an effect."""
    counts = sorted(effect.counts.items(), key=lambda one: -one[1])
    told = len(effect.changes)
    return Shown(
        answer=_answer(effect),
        counts=tuple(
            (_state(before)[1], _state(after)[1], f"{number:,}")
            for (before, after), number in counts
        ),
        teams=tuple(
            (team or "No team", f"{number:,}") for team, number in sorted(effect.teams.items())
        ),
        rows=tuple(map(_row, effect.changes)),
        first=f"The first {told} of {effect.rows:,}, by number." if effect.rows > told else "",
    )


def _answer(effect: Effect) -> str:
    if not effect.workers:
        return "It touches nobody."
    day = words.full_day(effect.day)
    if effect.workers == 1:
        return f"One person stands otherwise on {day}."
    return f"{effect.workers:,} people stand otherwise on {day}."


def _row(change: Change) -> Row:
    before, after = change.before, change.after
    return Row(
        person=change.name,
        team=change.team,
        requirement=change.requirement,
        before=_state(before and before.status),
        after=_state(after and after.status),
        day=_day(after),
    )


def _state(status: Status | None) -> tuple[str, str]:
    return ("away", "Not there") if status is None else STATES[status]


def _day(after: Told | None) -> str:
    if after is None:
        return ""
    stale = after.status in {Status.STALE, Status.STALE_OVERDUE}
    day = after.stale_act_by if stale else after.act_by
    return "" if day is None else words.short_day(day)
