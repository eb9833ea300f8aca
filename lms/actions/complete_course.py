"""A course is completed: the fact, the certificate, and what follows for the worker's standing."""

from dataclasses import dataclass
from datetime import date

from lms.actions.issue_certificate import issue_certificate
from lms.actions.restate_standing import restate_standing
from lms.certificates.numbers import number_from
from lms.courses.store import course_version
from lms.evidence.facts import CourseCompleted
from lms.evidence.model import Entry
from lms.evidence.store import last_recorded_at, record
from lms.kernel.errors import Conflict
from lms.kernel.ids import CertificateNumber, CompletionId, RequirementId
from lms.kernel.work import UnitOfWork
from lms.people.model import Worker
from lms.people.store import worker_of
from lms.quizzes.model import Attempt, Grade
from lms.reports.histories import Story, stories
from lms.standing.civil import civil_day, clock_went_back, tzdata_version
from lms.standing.preview import next_valid_through
from lms.standing.records import Kind, PassedHere, Reason
from lms.standing.store import add_completion


@dataclass(frozen=True)
class _Outcome:
    """What a completion is worth: under which requirement, why, and until when."""

    requirement: RequirementId | None
    reason: Reason
    valid_through: date | None


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
    outcome = _outcome(work, attempt, today)
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


def _outcome(work: UnitOfWork, attempt: Attempt, today: date) -> _Outcome:
    """Choose the requirement that the completion answers: the one to be renewed first."""
    owed = [
        story
        for story in stories(work.session, [attempt.worker])
        if story.requirement.course == attempt.course and _owed_on(story, today)
    ]
    if not owed:
        return _Outcome(None, Reason.VOLUNTARY, None)
    worth = {
        story.requirement.id: next_valid_through(story.terms, story.history, today)
        for story in owed
    }
    requirement = min(worth, key=lambda name: (worth[name], name))
    renewed = any(story.history.completions for story in owed)
    reason = Reason.RENEWAL if renewed else Reason.ONBOARDING
    return _Outcome(requirement, reason, worth[requirement])


def _owed_on(story: Story, day: date) -> bool:
    return any(
        duty.from_on <= day and (duty.until_on is None or day < duty.until_on)
        for duty in story.history.duties
    )


def _record(
    work: UnitOfWork,
    who: tuple[Attempt, Worker, Entry],
    mark: tuple[Grade, int],
    said: CourseCompleted,
    outcome: _Outcome,
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
