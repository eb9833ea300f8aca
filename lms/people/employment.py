"""When somebody was employed here, and in which role and team: read from what was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lms.people.model import WorkerRecord


@dataclass(frozen=True)
class Stretch:
    """Days on which a worker was employed in one role and team; `until_on` is the first day not.

    `hired_on` is the first day of the employment that the stretch belongs to.
    """

    from_on: date
    until_on: date | None
    role: str
    team: str
    hired_on: date


def stretches_of(records: Iterable[WorkerRecord]) -> tuple[Stretch, ...]:
    """Lay out a worker's employment in order, from everything recorded of them, oldest first.

    The first record of an employment holds from the day of hire. A later record with another
    role or team holds from the day it was recorded. A hire after an end is a rehire; a hire
    that replaces another without an end between corrects it.
    """
    stretches: list[Stretch] = []
    for record in records:
        _take(stretches, record)
    return tuple(stretches)


def _take(stretches: list[Stretch], record: WorkerRecord) -> None:
    worker = record.worker
    fresh = Stretch(worker.hired_on, worker.ended_on, worker.role, worker.team, worker.hired_on)
    if not stretches or _rehired(stretches[-1], worker.hired_on):
        stretches.append(fresh)
        return
    if stretches[-1].hired_on != worker.hired_on:
        _correct_hire(stretches, worker.hired_on)
    last = stretches[-1]
    if (last.role, last.team) == (worker.role, worker.team):
        stretches[-1] = replace(last, until_on=worker.ended_on)
        return
    changed_on = max(record.recorded_on, last.from_on)
    stretches.pop()
    if changed_on > last.from_on:
        stretches.append(replace(last, until_on=changed_on))
    stretches.append(replace(fresh, from_on=changed_on))


def _rehired(last: Stretch, hired_on: date) -> bool:
    return last.until_on is not None and hired_on >= last.until_on


def _correct_hire(stretches: list[Stretch], hired_on: date) -> None:
    """Move the first day of the employment that is open, and forget what would lie before it."""
    wrong = stretches[-1].hired_on
    kept = [one for one in stretches if one.hired_on != wrong]
    current = [one for one in stretches if one.hired_on == wrong]
    current = [one for one in current if one.until_on is None or one.until_on > hired_on]
    moved = [
        replace(one, hired_on=hired_on, from_on=max(one.from_on, hired_on)) for one in current
    ]
    moved[0] = replace(moved[0], from_on=hired_on)
    stretches[:] = kept + moved
