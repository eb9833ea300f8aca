"""An officer records training that a worker did elsewhere."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.courses.model import Course
from lms.courses.store import course_on, course_version, published_courses
from lms.evidence.facts import TrainingRecorded
from lms.evidence.model import Entry
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Refused
from lms.kernel.ids import CompletionId, CourseId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.model import Worker
from lms.people.store import reachable, worker_of
from lms.reports.worth import worth_of
from lms.standing.civil import civil_day, day_ends_at, tzdata_version
from lms.standing.deciding import check_approval
from lms.standing.records import CompletionRecord, Kind, Source
from lms.standing.store import add_completion


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

    Raises `Refused` with every reason at once: a day to come or before the hire, no document,
    an approval by the holder, a course or version that is not published.
    """
    work.actor.require(Permission.DECIDE)
    worker = reachable(work.session, work.actor.scope, done.worker)
    if done.approved_by is not None:
        worker_of(work.session, done.approved_by)
    approved_by = done.approved_by or work.actor.worker or ""
    faults = [*check_approval(approved_by, worker.id), *_faults(work, done, worker)]
    if faults:
        raise Refused(" ".join(faults))
    course = (
        course_on(work.session, done.course, civil_day(work.now, worker.time_zone))
        if done.version is None
        else course_version(work.session, done.course, done.version)
    )
    completion_id = CompletionId(work.new_id())
    entry = record(
        work,
        TrainingRecorded(
            completion_id,
            worker.id,
            done.course,
            done.version,
            done.completed_on,
            approved_by,
            digest(done.document.strip()),
        ),
    )
    kept = _record(work, done, (completion_id, approved_by), (worker, course, entry))
    add_completion(work.session, kept)
    restate_standing(work, [worker.id])
    return completion_id


def _faults(work: UnitOfWork, done: Elsewhere, worker: Worker) -> list[str]:
    today = civil_day(work.now, worker.time_zone)
    faults = []
    if work.actor.worker == worker.id:
        faults.append("Nobody records what concerns themselves. Ask somebody else to do it.")
    if done.completed_on > today:
        faults.append(f"The training lies in the future: today is {today}.")
    if not done.document.strip():
        faults.append("Name the document that shows it, such as the certificate's number.")
    if done.course not in published_courses(work.session):
        faults.append("Choose one of the courses in the list.")
    if done.score_percent is not None and not 0 <= done.score_percent <= 100:  # noqa: PLR2004 - percent
        faults.append("The score is a whole number of percent from 0 to 100.")
    return faults


def _record(
    work: UnitOfWork,
    done: Elsewhere,
    told: tuple[CompletionId, str],
    known: tuple[Worker, Course, Entry],
) -> CompletionRecord:
    (completion_id, approved_by), (worker, course, entry) = told, known
    worth = worth_of(work.session, worker.id, done.course, done.completed_on)
    # Noon of its day, wherever the worker is: the document names no hour.
    ends_at: datetime = day_ends_at(done.completed_on, worker.time_zone)
    noon = (ends_at - timedelta(hours=12)).astimezone(UTC)
    version = done.version
    return CompletionRecord(
        id=completion_id,
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
        entry=entry.number,
        entry_sha256=entry.seal,
        source=Source.OFFICER,
        document=done.document.strip(),
        approved_by=approved_by,
        corrects=done.corrects,
    )
