"""An officer records training that a worker did elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import TrainingRecorded
from lms.evidence.store import is_withdrawn, record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Fault, NotFound, Refused
from lms.kernel.ids import CompletionId, CourseId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.employment import first_day_of
from lms.people.model import Worker
from lms.people.store import reachable, records_of, worker_of
from lms.reports.known import merges, root_of
from lms.reports.learning.worth import worth_of
from lms.reports.officer.approval import approval_of
from lms.reports.officer.courses import Taught, taught
from lms.reports.officer.decided import training_like
from lms.standing.civil import civil_day, day_ends_at, tzdata_version
from lms.standing.records import CompletionRecord, Kind, Source
from lms.standing.store import completion_row, holder_of


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What was done elsewhere, when, and the document that shows it.

    A version of None counts as older than every version. `corrects` names a completion that was
    withdrawn and that this one replaces.
    """

    worker: WorkerId
    course: CourseId
    completed_on: date
    document: str
    version: int | None = None
    score_percent: int | None = None
    approved_by: WorkerId | None = None
    corrects: UUID | None = None


def record_training(work: UnitOfWork, done: Elsewhere) -> CompletionId:
    """Record external training; it counts from its own day, and says when it was entered.

    The same training with the same document a second time changes nothing. Raises `Refused` with
    every reason at once: a day to come or before the hire, no document, an approval by the
    holder, a course or version that is not published, a correction of what was not withdrawn.
    """
    work.actor.require(Permission.DECIDE)
    reachable(work.session, work.actor.scope, done.worker)
    worker = worker_of(work.session, done.worker, lock=True)
    approval = approval_of(work.session, work.actor, worker.id, done.approved_by)
    course = taught(work.session, done.course, done.version)
    faults = [*approval.faults, *_faults(work, done, worker), *_unknown(done, course)]
    if faults or course is None:
        raise Refused.of(faults)
    draft = _draft(work, done, approval.by, (worker, course))
    known = training_like(work.session, draft)
    return _keep(work, draft) if known is None else known


def _unknown(done: Elsewhere, course: Taught | None) -> Iterator[Fault]:
    if course is None and done.version is None:
        yield Fault("Choose one of the courses in the list.", "course")
    elif course is None:
        told = f"Version {done.version} of “{done.course}” was never published."
        yield Fault(f"{told} Leave it empty if it is not known.", "version")


def _faults(work: UnitOfWork, done: Elsewhere, worker: Worker) -> Iterator[Fault]:
    today = civil_day(work.now, worker.time_zone)
    hired_on = first_day_of(records_of(work.session, [worker.id])[worker.id])
    if done.completed_on > today:
        yield Fault(f"The training lies in the future: today is {today}.", "completed_on")
    if done.completed_on < hired_on:
        told = f"Nothing counts here that was done before the hire on {hired_on}."
        yield Fault(told, "completed_on")
    if not done.document.strip():
        told = "Name the document that shows it, such as the certificate's number."
        yield Fault(told, "document")
    if done.score_percent is not None and not 0 <= done.score_percent <= 100:  # noqa: PLR2004 - percent
        yield Fault("The score is a whole number of percent from 0 to 100.", "score_percent")
    if done.corrects is not None and not _corrects_own(work, done.corrects, worker.id):
        told = "It can only correct a completion of the same worker that was withdrawn."
        yield Fault(told, "corrects")


def _corrects_own(work: UnitOfWork, fact: UUID, worker: WorkerId) -> bool:
    merged = merges(work.session)
    try:
        holder = holder_of(work.session, fact)
    except NotFound:
        return False
    same = root_of(merged, holder) == root_of(merged, worker)
    return same and is_withdrawn(work.session, fact)


def _draft(
    work: UnitOfWork, done: Elsewhere, approved_by: str, known: tuple[Worker, Taught]
) -> CompletionRecord:
    worker, course = known
    worth = worth_of(work.session, worker.id, done.course, done.completed_on)
    # Noon of its day, wherever the worker is: the document names no hour.
    ends_at: datetime = day_ends_at(done.completed_on, worker.time_zone)
    noon = (ends_at - timedelta(hours=12)).astimezone(UTC)
    version = done.version
    return CompletionRecord(
        id=CompletionId(work.new_id()),
        worker_id=worker.id,
        worker_name=worker.name,
        team=worker.team,
        role=worker.role,
        employer=worker.employer,
        requirement=worth.requirement,
        reason=worth.reason,
        course=done.course,
        course_title=course.title,
        course_version=version,
        text_sha256="" if version is None else course.text_sha256,
        rules=() if version is None else course.rules,
        kind=Kind.EXTERNAL,
        started_at=None,
        completed_at=noon,
        completed_on=done.completed_on,
        time_zone=worker.time_zone,
        tzdata=tzdata_version(),
        attempt_id=None,
        attempt_number=None,
        score_percent=done.score_percent,
        pass_mark=None,
        valid_through=worth.valid_through,
        certificate=None,
        recorded_at=work.now,
        recorded_by=work.actor.account,
        entry=0,
        entry_sha256="",
        source=Source.OFFICER,
        document=done.document.strip(),
        approved_by=approved_by,
        corrects=done.corrects,
    )


def _keep(work: UnitOfWork, draft: CompletionRecord) -> CompletionId:
    said = TrainingRecorded(
        draft.id,
        draft.worker_id,
        draft.course,
        draft.course_version,
        draft.completed_on,
        draft.approved_by,
        digest(draft.document),
    )
    record(work, said, completion_row(draft))
    restate_standing(work, [draft.worker_id])
    return draft.id
