"""Who serves an agreement from when to when, and what was ever recorded of that?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.tables import CoverageRow
from lms.kernel.ids import AgreementId, WorkerId
from lms.people.employment import employed_on
from lms.people.model import WorkerRecord
from lms.people.store import records_of
from lms.reports.asking import Question
from lms.reports.known import EVER, merges, root_of

_DAY = timedelta(days=1)


class Days(NamedTuple):
    """Days in a row, both ends inclusive."""

    from_on: date
    to_on: date


@dataclass(frozen=True)
class Served:
    """One record of who serves an agreement: its days, both inclusive, and when access came.

    `listed_as` is the id under which it was recorded, `worker` whose id that is. `replaced` says
    that a later record of the same worker and first day counts instead.
    """

    worker: WorkerId
    listed_as: WorkerId
    from_on: date
    to_on: date | None
    access_granted_on: date | None
    recorded_at: datetime
    recorded_by: str
    entry: int
    id: UUID
    replaced: bool = False

    def holds(self, day: date) -> bool:
        """Say whether it has a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True)
class InScope:
    """A worker who serves an agreement on a day: who they were then, since when, until when."""

    worker: WorkerId
    name: str
    team: str
    role: str
    served: Served


def coverage_history(
    session: Session, agreement: AgreementId, before: datetime | None = None
) -> tuple[Served, ...]:
    """Return every record of who serves an agreement, in the order in which they were made.

    With an instant, only what was recorded before it.
    """
    row, until = CoverageRow, before or EVER
    chosen = row.agreement == agreement, row.recorded_at < until
    query = select(row).where(*chosen).order_by(row.entry, row.worker_id, row.from_on)
    rows = session.scalars(query).all()
    newest = {(one.worker_id, one.from_on): one.entry for one in rows}
    merged = merges(session, until)
    return tuple(
        Served(
            worker=root_of(merged, WorkerId(one.worker_id)),
            listed_as=WorkerId(one.worker_id),
            from_on=one.from_on,
            to_on=one.to_on,
            access_granted_on=one.access_granted_on,
            recorded_at=one.recorded_at,
            recorded_by=one.recorded_by,
            entry=one.entry,
            id=one.id,
            replaced=newest[one.worker_id, one.from_on] != one.entry,
        )
        for one in rows
    )


def spans_served(
    session: Session, agreement: AgreementId, before: datetime | None = None
) -> tuple[Served, ...]:
    """Return the spans of service that count, in order of worker and first day."""
    counting = (one for one in coverage_history(session, agreement, before) if not one.replaced)
    return tuple(sorted(counting, key=lambda one: (one.worker, one.from_on, one.entry)))


def people_in_scope(
    session: Session, agreement: AgreementId, as_of: date, before: datetime | None = None
) -> tuple[InScope, ...]:
    """Return who serves an agreement on a day and is employed then, each once, in order of id.

    With an instant, as far as was known before it. Of two spans of one person that hold the day,
    the one that began first is told.
    """
    first: dict[WorkerId, Served] = {}
    for one in spans_served(session, agreement, before):
        if one.holds(as_of) and (
            one.worker not in first or one.from_on < first[one.worker].from_on
        ):
            first[one.worker] = one
    ids = {worker: [worker] for worker in first}
    merged = merges(session, before or EVER)
    for duplicate in merged:
        ids.get(root_of(merged, duplicate), []).append(duplicate)
    records = records_of(session, (one for own in ids.values() for one in own), before)
    return tuple(
        _as_then(records[worker], first[worker], as_of)
        for worker in sorted(ids)
        if any(employed_on(records.get(one, ()), as_of) for one in ids[worker])
        and worker in records
    )


def _as_then(records: tuple[WorkerRecord, ...], served: Served, day: date) -> InScope:
    then = [one.worker for one in records if one.recorded_on <= day]
    known = then[-1] if then else records[0].worker
    return InScope(served.worker, known.name, known.team, known.role, served)


def days_served(session: Session, question: Question) -> dict[WorkerId, tuple[Days, ...]] | None:
    """Return the days up to the one asked about on which each worker served the agreement.

    Spans that touch are one. None where no agreement is asked about.
    """
    if question.agreement is None:
        return None
    found: dict[WorkerId, list[Served]] = {}
    for one in spans_served(session, question.agreement, question.known_before):
        found.setdefault(one.worker, []).append(one)
    return {worker: tuple(_together(own, question.as_of)) for worker, own in found.items()}


def _together(spans: Iterable[Served], last: date) -> Iterator[Days]:
    begun: Days | None = None
    for one in sorted(spans, key=lambda one: one.from_on):
        days = Days(one.from_on, min(one.to_on or last, last))
        if begun is not None and days.from_on <= begun.to_on + _DAY:
            begun = Days(begun.from_on, max(begun.to_on, days.to_on))
        elif days.from_on <= days.to_on:
            if begun is not None:
                yield begun
            begun = days
    if begun is not None:
        yield begun
