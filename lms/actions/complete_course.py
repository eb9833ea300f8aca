"""A course is completed: the fact, the certificate, and what follows for the worker's standing."""

from lms.actions.issue_certificate import issue_certificate
from lms.actions.restate_standing import restate_standing
from lms.certificates.numbers import number_from
from lms.courses.store import course_version
from lms.evidence.facts import CourseCompleted
from lms.evidence.model import Entry
from lms.evidence.store import last_recorded_at, record
from lms.kernel.errors import Conflict
from lms.kernel.ids import CertificateNumber, CompletionId
from lms.kernel.work import UnitOfWork
from lms.people.model import Worker
from lms.people.store import worker_of
from lms.quizzes.model import Attempt, Grade
from lms.reports.worth import Worth, worth_of
from lms.standing.civil import civil_day, clock_went_back, tzdata_version
from lms.standing.records import Kind, PassedHere
from lms.standing.store import add_completion


def complete_course(
    work: UnitOfWork, attempt: Attempt, marks: Grade, pass_mark: int
) -> CertificateNumber:
    """Complete a course by a passed attempt, on the worker's own civil day.

    Raises `Conflict` when the server's clock went back: the day could not be trusted.
    """
    if clock_went_back(last_recorded_at(work.session), work.now):
        raise Conflict(
            "The server's clock stands before the last record, so nothing can be completed now. "
            "Answers that were saved before stay saved. Tell your administrator, then hand in "
            "again."
        )
    worker = worker_of(work.session, attempt.worker)
    today = civil_day(work.now, worker.time_zone)
    outcome = worth_of(work.session, attempt.worker, attempt.course, today)
    completion_id = CompletionId(work.new_id())
    said = CourseCompleted(
        completion_id,
        worker.id,
        attempt.course,
        attempt.version,
        today,
        worker.time_zone,
        outcome.valid_through,
    )
    entry = record(work, said)
    completion = _record(work, (attempt, worker, entry), (marks, pass_mark), said, outcome)
    add_completion(work.session, completion)
    issue_certificate(work, completion)
    restate_standing(work, [worker.id])
    return completion.certificate


def _record(
    work: UnitOfWork,
    who: tuple[Attempt, Worker, Entry],
    mark: tuple[Grade, int],
    said: CourseCompleted,
    outcome: Worth,
) -> PassedHere:
    attempt, worker, entry = who
    marks, pass_mark = mark
    course = course_version(work.session, attempt.course, attempt.version)
    return PassedHere(
        id=said.completion,
        worker_id=worker.id,
        worker_name=worker.name,
        team=worker.team,
        role=worker.role,
        employer=worker.employer,
        requirement=outcome.requirement,
        reason=outcome.reason,
        course=course.slug,
        course_title=course.title,
        course_version=course.version,
        text_sha256=course.text_sha256,
        rules=course.rules,
        kind=Kind.FULL,
        started_at=attempt.started_at,
        completed_at=work.now,
        completed_on=said.completed_on,
        time_zone=worker.time_zone,
        tzdata=tzdata_version(),
        attempt_id=attempt.id,
        attempt_number=attempt.number,
        score_percent=marks.score_percent,
        pass_mark=pass_mark,
        valid_through=outcome.valid_through,
        certificate=number_from(work.new_id()),
        recorded_at=work.now,
        recorded_by=work.actor.account,
        entry=entry.number,
        entry_sha256=entry.seal,
    )
