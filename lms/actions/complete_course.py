"""A course is completed: the fact, the certificate, and what follows for the worker's standing."""

from datetime import date

from lms.actions.certificates.issue_certificate import issue_certificate
from lms.actions.restate_standing import restate_standing
from lms.certificates.numbers import number_from
from lms.courses.store import course_version
from lms.evidence.facts import CourseCompleted, CourseRefreshed
from lms.evidence.store import last_recorded_at, record
from lms.kernel.errors import Conflict
from lms.kernel.ids import CertificateNumber, CompletionId
from lms.kernel.work import UnitOfWork
from lms.people.model import Worker
from lms.people.store import worker_of
from lms.quizzes.model import Attempt, Grade
from lms.reports.learning.worth import Worth, refresher_worth_of, worth_of
from lms.standing.civil import civil_day, clock_went_back, tzdata_version
from lms.standing.records import Kind, PassedHere
from lms.standing.store import completion_row


def complete_course(
    work: UnitOfWork, attempt: Attempt, marks: Grade, pass_mark: int
) -> CertificateNumber:
    """Complete a course, or refresh it, by a passed attempt, on the worker's own civil day.

    Raises `Conflict` when the server's clock went back: the day could not be trusted. So does a
    refresher of what has lapsed meanwhile: it could restore nothing.
    """
    if clock_went_back(last_recorded_at(work.session), work.now):
        raise Conflict(
            "The server's clock stands before the last record, so nothing can be completed now. "
            "Answers that were saved before stay saved. Tell your administrator, then hand in "
            "again."
        )
    worker = worker_of(work.session, attempt.worker)
    today = civil_day(work.now, worker.time_zone)
    outcome = _worth(work, attempt, today)
    completion_id = CompletionId(work.new_id())
    said = (CourseRefreshed if attempt.refreshes else CourseCompleted)(
        completion_id,
        worker.id,
        attempt.course,
        attempt.version,
        today,
        worker.time_zone,
        outcome.valid_through,
    )
    completion = _record(work, (attempt, worker), (marks, pass_mark), said, outcome)
    record(work, said, completion_row(completion))
    issue_certificate(work, completion)
    restate_standing(work, [worker.id])
    return completion.certificate


def _worth(work: UnitOfWork, attempt: Attempt, today: date) -> Worth:
    if not attempt.refreshes:
        return worth_of(work.session, attempt.worker, attempt.course, today)
    worth = refresher_worth_of(work.session, attempt.worker, attempt.course, today)
    if worth is None:
        raise Conflict(
            "Your completion of this course is no longer valid, so reading what changed cannot "
            "renew it. What you answered stays on record. Open the course and take it whole."
        )
    return worth


def _record(
    work: UnitOfWork,
    who: tuple[Attempt, Worker],
    mark: tuple[Grade, int],
    said: CourseCompleted,
    outcome: Worth,
) -> PassedHere:
    attempt, worker = who
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
        kind=Kind.REFRESHER if attempt.refreshes else Kind.FULL,
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
        entry=0,
        entry_sha256="",
    )
