"""What is required of whom, on what basis, and of how many people today?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lms.courses.tables import CourseVersionRow
from lms.kernel.ids import CourseId, RequirementId
from lms.people.tables import WorkerRow
from lms.requirements.model import Requirement, Version
from lms.requirements.store import requirement_versions
from lms.standing.store import holding_on
from lms.standing.tables import StandingRow


@dataclass(frozen=True)
class Required:
    """A requirement as it was last decided, its versions, and of how many people it is asked."""

    requirement: Requirement
    versions: tuple[Version, ...]
    title: str
    people: int

    def ended_by(self, day: date) -> bool:
        """Say whether it is required no more on a day."""
        until = self.requirement.until_on
        return until is not None and until <= day


def required(session: Session, day: date) -> tuple[Required, ...]:
    """Return every requirement, in order of id, in three statements."""
    row = StandingRow
    asked = (
        select(row.requirement, func.count(row.worker_id.distinct()))
        .where(
            holding_on(day),
            row.required_from <= day,
            or_(row.required_until.is_(None), row.required_until > day),
        )
        .group_by(row.requirement)
    )
    people = {RequirementId(name): number for name, number in session.execute(asked)}
    titles = _titles(session)
    return tuple(
        Required(
            versions[-1].requirement,
            versions,
            titles.get(versions[-1].requirement.course, versions[-1].requirement.course),
            people.get(name, 0),
        )
        for name, versions in requirement_versions(session).items()
    )


def audiences(session: Session) -> tuple[list[str], list[str]]:
    """Return the roles and the teams that anybody has, in order."""
    row = WorkerRow
    pairs = session.execute(select(row.role, row.team).distinct()).all()
    return sorted({role for role, _ in pairs if role}), sorted({team for _, team in pairs if team})


def _titles(session: Session) -> dict[CourseId, str]:
    row = CourseVersionRow
    rows = session.execute(select(row.course, row.title).order_by(row.version))
    return {CourseId(course): title for course, title in rows}
