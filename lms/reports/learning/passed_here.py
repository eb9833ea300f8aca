"""What was recorded of a course that somebody passed here?"""

from dataclasses import fields
from typing import Any

from sqlalchemy.orm import Session

from lms.kernel.errors import NotFound
from lms.kernel.ids import CompletionId, RequirementId
from lms.standing.records import Kind, PassedHere, Reason, Source
from lms.standing.tables import CompletionRow


def passed_here(session: Session, completion: CompletionId) -> PassedHere:
    """Return a completion that was passed here; raise `NotFound` if there is none of this id."""
    row = session.get(CompletionRow, completion)
    if row is None or row.attempt_id is None:
        raise NotFound("There is no such record.")
    told: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(PassedHere)}
    return PassedHere(
        **{
            **told,
            "requirement": RequirementId(row.requirement) if row.requirement else None,
            "reason": Reason(row.reason),
            "kind": Kind(row.kind),
            "rules": tuple(row.rules.split()),
            "agreements": tuple(row.agreements.split()),
            "source": Source(row.source),
            "approved_by": row.approved_by or "",
        }
    )
