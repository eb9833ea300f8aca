"""A worker sits down to a quiz."""

from lms.courses.model import Course, Sitting
from lms.courses.store import course_on, lessons_read
from lms.evidence.facts import AttemptStarted
from lms.evidence.store import record
from lms.kernel.errors import Conflict
from lms.kernel.ids import AttemptId, CourseId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.quizzes.drawing import draw_paper, paper_sha256
from lms.quizzes.model import Attempt
from lms.quizzes.retrying import may_try_again
from lms.quizzes.store import attempt_row, quiz_of, tries_of
from lms.reports.learning.closing import open_try
from lms.standing.civil import civil_day
from lms.standing.store import sittings_of


def start_attempt(work: UnitOfWork, course: CourseId) -> AttemptId:
    """Draw a paper for the acting worker, or return the attempt they have not handed in yet.

    One that can no longer be handed in, because the course has changed, stays as it is, and a
    new paper is drawn from the version that is taught.

    Raises `Conflict` when lessons are still unread (unless the course may be tested out), or
    when the retry rule says not yet, with the sentence to show.
    """
    worker = worker_of(work.session, work.actor.learner, lock=True)
    today = civil_day(work.now, worker.time_zone)
    taught = course_on(work.session, course, today)
    number = sittings_of(work.session, worker.id, course)
    tries = tries_of(work.session, worker.id, course, number)
    begun = open_try(work.session, course, tries, today)
    if begun is not None:
        return begun.id
    quiz = quiz_of(work.session, course, taught.version)
    _require_read(work, taught, Sitting(worker.id, course, taught.version, number))
    graded = tuple(one.graded for one in tries if one.graded is not None)
    retry = may_try_again(quiz, graded, work.now)
    if not retry.allowed:
        raise Conflict(retry.sentence)
    attempt_id = AttemptId(work.new_id())
    paper = draw_paper(quiz, attempt_id)
    attempt = Attempt(
        id=attempt_id,
        worker=worker.id,
        course=course,
        version=taught.version,
        number=len(tries) + 1,
        paper=paper,
        paper_sha256=paper_sha256(paper),
        started_at=work.now,
    )
    said = AttemptStarted(attempt_id, worker.id, course, taught.version, attempt.paper_sha256)
    record(work, said, attempt_row(attempt, number))
    return attempt_id


def _require_read(work: UnitOfWork, taught: Course, sitting: Sitting) -> None:
    if taught.test_out:
        return
    read = lessons_read(work.session, sitting)
    unread = [lesson.title for lesson in taught.lessons if lesson.slug not in read]
    if unread:
        raise Conflict(
            f"Read “{unread[0]}” first: {len(unread)} of {len(taught.lessons)} lessons are "
            "still to be read before the quiz."
        )
