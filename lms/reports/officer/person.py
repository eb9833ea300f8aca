"""Who is one worker, and how do they stand toward each requirement, as of a day?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.tables import CourseVersionRow
from lms.kernel.access import Scope
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId, WorkerId
from lms.people.employment import Stretch, stretches_of
from lms.people.model import Worker
from lms.people.store import reachable, records_of
from lms.people.tables import WorkerRow
from lms.reports.histories import Story, stories
from lms.reports.known import EVER, merges, root_of
from lms.reports.officer.accounted import Accounted, accounted
from lms.requirements.model import Requirement
from lms.standing.derivation import standing_of
from lms.standing.model import History, Standing, Status
from lms.standing.status import act_by_shown, days_late, status_on


@dataclass(frozen=True)
class Stands:
    """One requirement of a worker's: how they stand, why, and how every day was covered."""

    requirement: Requirement
    title: str
    dates: Standing
    status: Status
    act_by: date | None
    days_late: int
    history: History
    accounted: tuple[Accounted, ...]

    @property
    def uncovered(self) -> int:
        """How many required days were not covered."""
        return sum(part.days for part in self.accounted if part.cause is not None)


@dataclass(frozen=True)
class Person:
    """One worker as they were known, from when to when they were employed, and each duty.

    `ids` are all ids that were found to be theirs; `merged_into` names whose id this one is.
    """

    worker: Worker
    manager_name: str
    employed: tuple[Stretch, ...]
    ids: tuple[WorkerId, ...]
    merged_into: WorkerId | None
    stands: tuple[Stands, ...]


def person(
    session: Session, scope: Scope, worker: WorkerId, day: date, before: datetime | None = None
) -> Person:
    """Tell of a worker within a scope; with an instant, only what was recorded before it.

    Raises `NotFound` for any other worker, and for one who was not known then.
    """
    reachable(session, scope, worker)
    merged = merges(session, before or EVER)
    ids = (worker, *(one for one in merged if root_of(merged, one) == worker))
    records = records_of(session, ids, before)
    if worker not in records:
        raise NotFound("Nothing was known of this worker then. Choose a later day.")
    known = records[worker][-1].worker
    own = list(stories(session, [worker], before))
    titles = _titles(session, {story.requirement.course for story in own})
    stands = [_stands(story, titles, day) for story in own]
    return Person(
        worker=known,
        manager_name=_name_of(session, known.manager),
        employed=tuple(_together(stretches_of(records[worker]))),
        ids=ids,
        merged_into=merged.get(worker),
        stands=tuple(sorted(stands, key=_urgency)),
    )


def _stands(story: Story, titles: dict[CourseId, str], day: date) -> Stands:
    dates = standing_of(story.terms, story.history, day)
    requirement = story.asked.on(day)
    return Stands(
        requirement=requirement,
        title=titles.get(requirement.course, requirement.course),
        dates=dates,
        status=status_on(dates, day),
        act_by=act_by_shown(dates, day),
        days_late=days_late(dates, day),
        history=story.history.until(day),
        accounted=accounted(story, day),
    )


def _urgency(one: Stands) -> tuple[bool, int, date, str]:
    idle = one.status is Status.NOT_REQUIRED
    return (idle, -one.days_late, one.act_by or date.max, one.requirement.id)


def _together(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield each employment once, in the role and team in which it ended."""
    by_hire = {one.hired_on: one for one in stretches}
    yield from by_hire.values()


def _titles(session: Session, courses: set[CourseId]) -> dict[CourseId, str]:
    row = CourseVersionRow
    query = select(row.course, row.title).where(row.course.in_(courses)).order_by(row.version)
    return {CourseId(course): title for course, title in session.execute(query)}


def _name_of(session: Session, worker: WorkerId | None) -> str:
    if worker is None:
        return ""
    return session.scalar(select(WorkerRow.name).where(WorkerRow.id == worker)) or ""
