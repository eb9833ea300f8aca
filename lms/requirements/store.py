"""Requirements, in and out of the database."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import CourseId, RequirementId
from lms.requirements.model import Audience, Basis, Requirement
from lms.requirements.tables import RequirementRow


def requirements_in_force(session: Session) -> dict[RequirementId, Requirement]:
    """Return the latest version of every requirement, by id, in order."""
    latest = (
        select(RequirementRow.id, func.max(RequirementRow.number).label("number"))
        .group_by(RequirementRow.id)
        .subquery()
    )
    rows = session.scalars(
        select(RequirementRow).join(
            latest,
            (latest.c.id == RequirementRow.id) & (latest.c.number == RequirementRow.number),
        )
    )
    # Put in order here: a database may follow the language of its server.
    known = sorted(rows, key=lambda row: row.id)
    return {RequirementId(row.id): _requirement(row) for row in known}


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


def _requirement(row: RequirementRow) -> Requirement:
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
