"""Retraining after an incident, in and out of the database."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.incidents.model import Retraining
from lms.incidents.tables import RetrainingRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import AgreementId, CourseId, WorkerId


def retraining_row(one: Retraining) -> RetrainingRow:
    """Return the row that keeps that somebody is to take a course again."""
    columns: dict[str, Any] = dict(vars(one))
    columns["worker_id"] = columns.pop("worker")
    columns["agreement"] = one.agreement or ""
    del columns["entry"]
    return RetrainingRow(**columns)


def retraining_of_id(session: Session, id: UUID) -> Retraining:  # noqa: A002 - it is an id
    """Return a retraining; raise `NotFound` if there is none."""
    found = session.get(RetrainingRow, id)
    if found is None:
        raise NotFound("There is no such record.")
    return retraining_in(found)


def retraining_like(session: Session, one: Retraining) -> Retraining | None:
    """Return what was opened already for the same worker, course and incident, if anything."""
    row = RetrainingRow
    found = session.scalar(
        select(row)
        .where(
            row.worker_id == one.worker,
            row.course == one.course,
            row.incident == one.incident,
        )
        .order_by(row.entry.desc())
        .limit(1)
    )
    return None if found is None else retraining_in(found)


def retraining_in(row: RetrainingRow) -> Retraining:
    """Return what a row says."""
    return Retraining(
        id=row.id,
        worker=WorkerId(row.worker_id),
        course=CourseId(row.course),
        incident=row.incident,
        agreement=AgreementId(row.agreement) if row.agreement else None,
        opened_on=row.opened_on,
        due_on=row.due_on,
        approved_by=row.approved_by,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        entry=row.entry,
    )
