"""Requirements, in and out of the database."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import CourseId, RequirementId
from lms.requirements.model import Audience, Basis, Requirement
from lms.requirements.tables import RequirementRow

# Made once: to put a statement together takes longer than to run it.
_IN_ORDER = select(*RequirementRow.__table__.columns).order_by(RequirementRow.number)


def requirements_in_force(session: Session) -> dict[RequirementId, Requirement]:
    """Return the latest version of every requirement, by id, in order."""
    latest = {row.id: row for row in session.execute(_IN_ORDER)}
    # Put in order here: a database may follow the language of its server.
    return {RequirementId(name): _requirement(latest[name]) for name in sorted(latest)}


def record_requirements(
    session: Session, requirements: Iterable[Requirement], at: datetime, by: str
) -> None:
    """Add a new version of each requirement."""
    for requirement in requirements:
        number = session.scalar(
            select(func.max(RequirementRow.number)).where(RequirementRow.id == requirement.id)
        )
        columns = asdict(requirement)
        columns["basis"] = requirement.basis.value
        session.add(
            RequirementRow(**columns, number=(number or 0) + 1, recorded_at=at, recorded_by=by)
        )
    session.flush()


def _requirement(row: Any) -> Requirement:  # noqa: ANN401 - a row of the statement above
    audience = row.audience
    return Requirement(
        id=RequirementId(row.id),
        course=CourseId(row.course),
        audience=Audience(
            audience["everyone"], tuple(audience["roles"]), tuple(audience["teams"])
        ),
        basis=Basis(row.basis),
        citation=row.citation,
        from_on=row.from_on,
        cadence_months=row.cadence_months,
        window_days=row.window_days,
        keep_anniversary=row.keep_anniversary,
        initial_days=row.initial_days,
        return_days=row.return_days,
    )
