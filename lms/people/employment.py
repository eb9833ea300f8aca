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


def first_day_of(records: Iterable[WorkerRecord]) -> date:
    """Return the first day on which a worker was ever employed here."""
    records = tuple(records)
    stretches = stretches_of(records)
    return stretches[0].from_on if stretches else records[-1].worker.hired_on


def employed_on(records: Iterable[WorkerRecord], day: date) -> bool:
    """Say whether a worker was employed here on a day."""
    return any(
        one.from_on <= day and (one.until_on is None or day < one.until_on)
        for one in stretches_of(records)
    )


def _take(stretches: list[Stretch], record: WorkerRecord) -> None:
    worker = record.worker
    fresh = Stretch(worker.hired_on, worker.ended_on, worker.role, worker.team, worker.hired_on)
    if not stretches or _rehired(stretches[-1], worker.hired_on):
        stretches.append(fresh)
    else:
        if stretches[-1].hired_on != worker.hired_on:
            _correct_hire(stretches, worker.hired_on)
        _go_on(stretches, fresh, record.recorded_on)
    stretches[:] = [one for one in _until(stretches, worker.ended_on) if _has_days(one)]


def _rehired(last: Stretch, hired_on: date) -> bool:
    return last.until_on is not None and hired_on >= last.until_on


def _correct_hire(stretches: list[Stretch], hired_on: date) -> None:
    """Move the first day of the employment that is open, and forget what it leaves no room for."""
    wrong = stretches[-1].hired_on
    before = [one for one in stretches if one.hired_on != wrong]
    current = [one for one in stretches if one.hired_on == wrong]
    current = [one for one in current if one.until_on is None or one.until_on > hired_on]
    moved = [
        replace(one, hired_on=hired_on, from_on=max(one.from_on, hired_on)) for one in current
    ]
    moved[0] = replace(moved[0], from_on=hired_on)
    stretches[:] = [*filter(_has_days, _until(before, hired_on)), *moved]


def _go_on(stretches: list[Stretch], fresh: Stretch, recorded_on: date) -> None:
    """Go on in the same role and team, or in another from the day it was recorded."""
    last = stretches.pop()
    if (last.role, last.team) == (fresh.role, fresh.team):
        stretches.append(replace(last, until_on=fresh.until_on))
        return
    changed_on = max(recorded_on, last.from_on)
    stretches.append(replace(last, until_on=changed_on))
    stretches.append(replace(fresh, from_on=changed_on))


def _until(stretches: list[Stretch], end: date | None) -> list[Stretch]:
    """Leave out the days from an end on."""
    if end is None:
        return stretches
    return [replace(one, until_on=min(one.until_on or end, end)) for one in stretches]


def _has_days(stretch: Stretch) -> bool:
    return stretch.until_on is None or stretch.until_on > stretch.from_on
