"""How many workers does a new version of a course reach?"""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import CourseId
from lms.standing.model import Status
from lms.standing.store import holding_on, status_expression
from lms.standing.tables import StandingRow


def workers_owing(session: Session, course: CourseId, day: date) -> int:
    """Count the workers of whom a requirement that names the course asks something on a day."""
    query = select(func.count(StandingRow.worker_id.distinct())).where(
        StandingRow.course == course,
        holding_on(day),
        status_expression(day) != Status.NOT_REQUIRED.value,
    )
    return session.scalar(query) or 0
