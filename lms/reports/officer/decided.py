"""What was decided or recorded of the same before, and still stands?"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.evidence.tables import WithdrawalRow
from lms.kernel.ids import CompletionId
from lms.standing.records import CompletionRecord, ExceptionKind, ExceptionRecord
from lms.standing.store import exception_of
from lms.standing.tables import CompletionRow, ExceptionRow


def decision_like(session: Session, asked: ExceptionRecord) -> ExceptionRecord | None:
    """Return the newest decision that is known by the same key and was not withdrawn."""
    row = ExceptionRow
    query = select(row.id).where(
        row.kind == asked.kind.value, row.worker_id == asked.worker_id, _stands(row.id)
    )
    if asked.kind is ExceptionKind.LEAVE:
        query = query.where(row.from_on == asked.from_on)
    else:
        query = query.where(
            row.requirement == (asked.requirement or ""), row.decided_on == asked.decided_on
        )
    found = session.scalar(query.order_by(row.entry.desc()).limit(1))
    return None if found is None else exception_of(session, found)


def training_like(session: Session, asked: CompletionRecord) -> CompletionId | None:
    """Return what was recorded of the same training elsewhere, if it was not withdrawn."""
    row = CompletionRow
    found = session.scalar(
        select(row.id)
        .where(
            row.worker_id == asked.worker_id,
            row.course == asked.course,
            row.completed_on == asked.completed_on,
            row.kind == asked.kind.value,
            row.document == asked.document,
            _stands(row.id),
        )
        .limit(1)
    )
    return None if found is None else CompletionId(found)


def _stands(fact: Any) -> Any:  # noqa: ANN401 - a column and a condition
    return ~select(WithdrawalRow.id).where(WithdrawalRow.fact_id == fact).exists()
