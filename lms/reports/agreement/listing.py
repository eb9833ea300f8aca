"""Which agreements are there, how do they run, and what is to be done about each?"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lms.agreements.clock import Clock, Runs, clock_of
from lms.agreements.model import Agreement
from lms.agreements.store import described
from lms.agreements.tables import AgreementRow, CoverageRow, SignedCopyRow
from lms.agreements.wanting import Wanting, wanting
from lms.people.tables import WorkerRow
from lms.reports.agreement.scope import holding_between, spans_counting
from lms.requirements.model import Requirement
from lms.requirements.store import requirements_in_force
from lms.standing.store import late_on
from lms.standing.tables import StandingRow


@dataclass(frozen=True)
class Listed:
    """An agreement as it is described now, how it runs, what it lacks, and its people today.

    `people` serve it and are employed; `late` of them are late in what is its business.
    """

    agreement: Agreement
    clock: Clock
    wanting: tuple[Wanting, ...]
    people: int
    late: int


def agreements_listed(session: Session, day: date) -> tuple[Listed, ...]:
    """Return every agreement, those that run first, by program and id, in five statements."""
    known = _described(session)
    kept = {
        (agreement, sha256)
        for agreement, sha256 in session.execute(
            select(SignedCopyRow.agreement, SignedCopyRow.sha256).where(SignedCopyRow.size > 0)
        )
    }
    people, late = _people(session, day), _late(session, day)
    found = [
        Listed(
            one,
            clock_of(one, day),
            wanting(one, copy_kept=(one.id, one.document_sha256) in kept),
            people[one.id],
            late[one.id],
        )
        for one in known
    ]
    found.sort(key=lambda one: (one.clock.runs is Runs.ENDED, *_name(one)))
    return tuple(found)


def _name(one: Listed) -> tuple[str, str]:
    return one.agreement.program_name.casefold(), one.agreement.id


def _described(session: Session) -> list[Agreement]:
    row = AgreementRow
    newest = select(row.id, func.max(row.number).label("number")).group_by(row.id).subquery()
    same = (row.id == newest.c.id) & (row.number == newest.c.number)
    return [described(one) for one in session.scalars(select(row).join(newest, same))]


def _people(session: Session, day: date) -> Counter[str]:
    """Count whoever serves each agreement on a day and is employed, each person once."""
    row, worker = CoverageRow, WorkerRow
    there = (worker.hired_on <= day) & or_(worker.ended_on.is_(None), worker.ended_on > day)
    person = func.coalesce(worker.merged_into, worker.id)
    query = (
        select(row.agreement, func.count(person.distinct()))
        .join(worker, worker.id == row.worker_id)
        .where(spans_counting(), holding_between(day, day), there)
        .group_by(row.agreement)
    )
    return Counter(dict(iter(session.execute(query))))


def _late(session: Session, day: date) -> Counter[str]:
    """Count whoever of each agreement is late in a requirement that is its business."""
    row, worker, stands = CoverageRow, WorkerRow, StandingRow
    person = func.coalesce(worker.merged_into, worker.id)
    query = (
        select(row.agreement, stands.worker_id, stands.requirement)
        .join(worker, worker.id == row.worker_id)
        .join(stands, stands.worker_id == person)
        .where(spans_counting(), holding_between(day, day), late_on(day))
    )
    asked: dict[str, Requirement] = dict(requirements_in_force(session).items())
    late: dict[str, set[str]] = defaultdict(set)
    for agreement, person_id, requirement in session.execute(query):
        if requirement in asked and asked[requirement].concerns(agreement):
            late[agreement].add(person_id)
    return Counter({agreement: len(people) for agreement, people in late.items()})
