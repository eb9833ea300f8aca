"""An answer is kept as soon as it is given."""

from lms.kernel.errors import Conflict
from lms.kernel.ids import AttemptId
from lms.kernel.work import UnitOfWork
from lms.quizzes.shown import Places, as_authored
from lms.quizzes.store import answers_of, attempt_of, keep_answers, quiz_of


def save_answer(work: UnitOfWork, attempt_id: AttemptId, places: Places) -> None:
    """Keep the given answers of the acting worker's own attempt; equal ones are not kept twice.

    Raises `Conflict` once the attempt has been handed in, and `Refused` for a question, a choice
    or a rank that is not on the paper.
    """
    attempt = attempt_of(work.session, work.actor.learner, attempt_id, lock=True)
    if attempt.grade is not None:
        raise Conflict("This quiz was handed in already. Its result page shows your answers.")
    quiz = quiz_of(work.session, attempt.course, attempt.version)
    ordered = {question.id for question in quiz.questions if question.ordered}
    given = as_authored(attempt.paper, places, ordered)
    known = answers_of(work.session, attempt.id)
    fresh = {name: answer for name, answer in given.items() if known.get(name) != answer}
    keep_answers(work.session, attempt.id, fresh, work.now)
