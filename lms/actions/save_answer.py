"""An answer is kept as soon as it is given."""

from lms.evidence.facts import AnswersKept
from lms.evidence.store import record, wait_for_turn
from lms.kernel.errors import Conflict
from lms.kernel.ids import AttemptId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.quizzes.model import Attempt
from lms.quizzes.shown import Places, as_authored
from lms.quizzes.store import answer_rows, answers_of, attempt_of, quiz_of
from lms.reports.learning.closing import closing_of
from lms.standing.civil import civil_day
from lms.standing.explanation import in_words


def save_answer(work: UnitOfWork, attempt_id: AttemptId, places: Places) -> None:
    """Keep the given answers of the acting worker's own attempt; equal ones are not kept twice.

    Raises `Conflict` once the attempt has been handed in, or can no longer be because the course
    has changed, and `Refused` for a question, a choice or a rank that is not on the paper.
    """
    attempt = attempt_of(work.session, work.actor.learner, attempt_id, lock=True)
    if attempt.grade is not None:
        raise Conflict("This quiz was handed in already. Its result page shows your answers.")
    _require_open(work, attempt)
    quiz = quiz_of(work.session, attempt.course, attempt.version)
    ordered = {question.id for question in quiz.questions if question.ordered}
    given = as_authored(attempt.paper, places, ordered)
    known = answers_of(work.session, attempt.id)
    fresh = {name: answer for name, answer in given.items() if known.get(name) != answer}
    if fresh:
        wait_for_turn(work.session)
        rows = answer_rows(work.session, attempt.id, fresh, work.now)
        record(work, AnswersKept(attempt.id), *rows)


def _require_open(work: UnitOfWork, attempt: Attempt) -> None:
    until = closing_of(work.session, attempt.course, attempt.version)
    if until is None:
        return
    worker = worker_of(work.session, attempt.worker)
    if civil_day(work.now, worker.time_zone) > until:
        raise Conflict(
            f"The course has changed, and this quiz on version {attempt.version} could be handed "
            f"in until {in_words(until)}. What you answered stays on record. Open the course: "
            "the quiz on the new text waits there."
        )
