"""How does one worker stand toward one requirement or course on a day?"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.people.store import worker_of
from lms.reports.histories import stories
from lms.standing.derivation import standing_of as derived
from lms.standing.model import Standing
from lms.standing.status import status_on
from lms.standing.store import dates_of, holding_on
from lms.standing.tables import StandingRow


def standing_of(
    session: Session, worker: WorkerId, requirement: RequirementId, day: date
) -> Standing:
    """Return the dates of a worker for a requirement, told from the events up to a day.

    Raises `NotFound` for an unknown worker, and for a requirement that was never theirs.
    """
    worker_of(session, worker)
    for story in stories(session, [worker]):
        if story.requirement.id == requirement:
            return derived(story.terms, story.history, day)
    raise NotFound("This requirement was never asked of this worker.")


def covered(session: Session, worker: WorkerId, course: CourseId, day: date) -> bool:
    """Say whether a worker may be let in on a day to what the course must come before.

    Compliant toward every requirement of the course that asks anything of them, and at least
    one completion of it that counts. Whoever owes it and never completed it stays out, also
    while the first completion is not yet due.
    """
    rows = session.scalars(
        select(StandingRow).where(
            StandingRow.worker_id == worker, StandingRow.course == course, holding_on(day)
        )
    )
    known = [dates_of(row) for row in rows]
    asked = [dates for dates in known if status_on(dates, day).compliant is not None]
    return bool(asked) and all(
        dates.completed_on is not None and status_on(dates, day).compliant for dates in asked
    )
