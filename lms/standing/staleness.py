"""Staleness: a completion that is valid by date, on a text that does not teach the rule in force.

45 CFR 164.530(b)(2)(i)(C) asks covered entities to train again after a material change of their
policies; a rule floor and a material version let an organization ask the same of everybody.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from lms.standing.model import Edition, History
from lms.standing.policy import RuleFloor


@dataclass(frozen=True, slots=True)
class Refresh:
    """Something newer that a worker has not read: in force from a day, to be read by another.

    `edition` is a material version, or None for the floor under `rule`.
    """

    from_on: date
    act_by: date
    edition: int | None = None
    rule: str = ""


def refreshes_owed(history: History, floor: RuleFloor | None, day: date) -> tuple[Refresh, ...]:
    """Return every material version, and the floor, in force on a day and reached by nothing yet.

    A completion or refresher reaches its own version and those before it; one without a version
    reaches none. In order of the day from which each is in force.
    """
    read = {
        done.version
        for done in history.completions
        if done.version is not None and done.completed_on <= day
    }
    reached = max(read, default=0)
    owed = [
        Refresh(one.effective_on, _after(one.effective_on, one.refresh_days), one.number)
        for one in history.editions
        if one.material and one.effective_on <= day and one.number > reached
    ]
    if floor is not None and floor.from_on <= day and not _taught(history.editions, read, floor):
        by = _after(floor.from_on, floor.refresh_days)
        owed.append(Refresh(floor.from_on, by, rule=floor.rule))
    return tuple(sorted(owed, key=lambda one: (one.from_on, one.act_by)))


def _taught(editions: tuple[Edition, ...], read: set[int], floor: RuleFloor) -> bool:
    return any(one.number in read and floor.rule in one.rules for one in editions)


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)
