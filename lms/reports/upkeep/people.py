"""Are people described, and may accounts do, what was recorded of them?"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lms.accounts.tables import AccountRow
from lms.evidence.facts import AccountMade
from lms.evidence.tables import EntryRow
from lms.people.tables import WorkerRecordRow, WorkerRow
from lms.reports.known import merges

DESCRIBED: Final = (
    *("name", "email", "team", "role", "manager_id", "employer", "hired_on", "ended_on"),
    *("time_zone", "language"),
)


def people_differing(session: Session) -> Iterator[str]:
    """Yield the id of each worker who is described otherwise than by their newest record.

    So are workers of whom nothing is recorded, and ids that count as another's and were not
    merged.
    """
    worker, record = WorkerRow, WorkerRecordRow
    newest = (
        select(record.worker_id, func.max(record.number).label("number"))
        .group_by(record.worker_id)
        .subquery()
    )
    other = or_(
        record.number.is_(None),
        *(getattr(worker, name).is_distinct_from(getattr(record, name)) for name in DESCRIBED),
    )
    query = (
        select(worker.id)
        .outerjoin(newest, newest.c.worker_id == worker.id)
        .outerjoin(record, record.number == newest.c.number)
        .where(other)
    )
    gone = select(newest.c.worker_id).where(newest.c.worker_id.not_in(select(worker.id)))
    marked = select(worker.id, worker.merged_into).where(worker.merged_into.is_not(None))
    kept = {one: into for one, into in session.execute(marked)}  # noqa: C416 - rows are no pairs to mypy
    told = {str(one): str(other) for one, other in merges(session).items()}
    merged = {one for one in kept.keys() | told.keys() if kept.get(one) != told.get(one)}
    yield from sorted({*session.scalars(query), *session.scalars(gone), *merged})


def accounts_differing(session: Session) -> Iterator[str]:
    """Yield the address of each account that nobody made, or that was made for another role."""
    making = select(EntryRow.statement).where(EntryRow.what == AccountMade.__name__)
    made = {}
    for statement in session.scalars(making):
        with suppress(ValueError, KeyError, TypeError):  # an entry that was altered makes nobody
            told = json.loads(statement)
            made[told["account"]] = (told["role"], told["worker"])
    for row in session.scalars(select(AccountRow).order_by(AccountRow.email)):
        if made.get(str(row.id)) != (row.role, row.worker_id):
            yield row.email
