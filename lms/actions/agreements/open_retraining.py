"""Retraining after an incident is opened for named workers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lms.agreements.store import agreement_ids
from lms.courses.store import published_courses
from lms.evidence.agreed import RetrainingOpened
from lms.evidence.store import is_withdrawn, record
from lms.incidents.deciding import check_retraining
from lms.incidents.model import Retraining
from lms.incidents.store import retraining_like, retraining_row
from lms.kernel.access import Permission
from lms.kernel.errors import Fault, NotFound, Refused
from lms.kernel.ids import AgreementId, CourseId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import reachable, worker_of
from lms.reports.known import merges, root_of
from lms.reports.officer.approval import approval_of
from lms.standing.civil import civil_day

MOST_AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Who is to take which course again, by when, after which incident, and who approves.

    The incident goes by its number in the organization's own register; nothing else is said.
    """

    workers: tuple[WorkerId, ...]
    course: CourseId
    incident: str
    due_on: date | None
    approved_by: WorkerId | None = None
    agreement: AgreementId | None = None


def open_retraining(work: UnitOfWork, asked: Opening) -> tuple[Retraining, ...]:
    """Open retraining for each worker; it is done when they complete the course after this.

    No date of any requirement moves: a completion has its ordinary effects and no others. The
    same worker, course and incident again changes nothing, unless it was withdrawn. Raises
    `Refused` with every reason at once, and opens none then.
    """
    work.actor.require(Permission.DECIDE)
    faults = [*_faults(work, asked)]
    drafts = [draft for worker in asked.workers for draft in _draft(work, asked, worker, faults)]
    if faults:
        raise Refused.of(dict.fromkeys(faults))
    return tuple(_open_already(work, draft) or _keep(work, draft) for draft in drafts)


def _open_already(work: UnitOfWork, draft: Retraining) -> Retraining | None:
    found = retraining_like(work.session, draft)
    return None if found is None or is_withdrawn(work.session, found.id) else found


def _faults(work: UnitOfWork, asked: Opening) -> Iterator[Fault]:
    today = civil_day(work.now, work.organization.time_zone)
    yield from check_retraining(asked.incident, asked.due_on, today)
    if not asked.workers:
        yield Fault("Name at least one worker, by worker id.", "workers")
    if len(asked.workers) > MOST_AT_ONCE:
        yield Fault(f"Name {MOST_AT_ONCE} workers at most at once.", "workers")
    if asked.course not in published_courses(work.session):
        yield Fault("Choose one of the courses in the list.", "course")
    if asked.agreement is not None and asked.agreement not in agreement_ids(work.session):
        yield Fault("Choose one of the agreements in the list.", "agreement")


def _draft(
    work: UnitOfWork, asked: Opening, worker: WorkerId, faults: list[Fault]
) -> Iterator[Retraining]:
    """Yield what would be opened for a worker; note why not."""
    try:
        reachable(work.session, work.actor.scope, worker)
    except NotFound:
        told = f"There is no worker {worker[:60]}. Write worker ids with commas between."
        faults.append(Fault(told, "workers"))
        return
    person = worker_of(work.session, worker, lock=True)
    merged = merges(work.session)
    if worker in merged:
        told = f"{worker} was merged into {root_of(merged, worker)}. Write that one."
        faults.append(Fault(told, "workers"))
    approval = approval_of(work.session, work.actor, worker, asked.approved_by)
    faults += approval.faults
    if asked.due_on is not None:
        yield Retraining(
            id=work.new_id(),
            worker=worker,
            course=asked.course,
            incident=asked.incident,
            agreement=asked.agreement,
            opened_on=civil_day(work.now, person.time_zone),
            due_on=asked.due_on,
            approved_by=approval.by,
            opened_at=work.now,
            opened_by=work.actor.account,
            entry=0,
        )


def _keep(work: UnitOfWork, draft: Retraining) -> Retraining:
    said = RetrainingOpened(
        draft.id,
        draft.worker,
        draft.course,
        draft.incident,
        draft.agreement,
        draft.due_on,
        draft.approved_by,
    )
    return replace(draft, entry=record(work, said, retraining_row(draft)).number)
