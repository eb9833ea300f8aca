"""A worker hands in a paper."""

from typing import NamedTuple

from lms.actions.complete_course import complete_course
from lms.actions.save_answer import save_answer
from lms.evidence.facts import AttemptGraded
from lms.evidence.store import record
from lms.kernel.canonical import digest
from lms.kernel.ids import AttemptId, CertificateNumber
from lms.kernel.work import UnitOfWork
from lms.quizzes.answering import is_whole
from lms.quizzes.attesting import attestation_of
from lms.quizzes.grading import grade
from lms.quizzes.model import Attempt, Grade
from lms.quizzes.shown import Places
from lms.quizzes.store import Result, answers_of, attempt_of, grade_row, quiz_of


class HandedIn(NamedTuple):
    """What came of it: unanswered questions, or a grade, and the certificate of a pass.

    `again` is True when the paper had been handed in before and nothing happened now.
    """

    unanswered: tuple[str, ...] = ()
    grade: Grade | None = None
    certificate: CertificateNumber | None = None
    again: bool = False


def submit_attempt(work: UnitOfWork, attempt_id: AttemptId, places: Places) -> HandedIn:
    """Mark the acting worker's own paper; a pass completes the course in the same transaction.

    Handing in the same paper twice, from two tabs or by two clicks, gives one result. While a
    question is unanswered, or steps are not all in places of their own, the given answers are
    kept and nothing is marked. A paper on an older version counts for that version, and is
    refused (`Conflict`) a week after the course changed.
    """
    attempt = attempt_of(work.session, work.actor.learner, attempt_id, lock=True)
    if attempt.grade is not None:
        return HandedIn(grade=attempt.grade, again=True)
    save_answer(work, attempt_id, places)
    answers = answers_of(work.session, attempt.id)
    missing = tuple(
        item.question
        for item in attempt.paper
        if not is_whole(answers.get(item.question, frozenset()))
    )
    if missing:
        return HandedIn(unanswered=missing)
    quiz = quiz_of(work.session, attempt.course, attempt.version)
    questions = {question.id: question for question in quiz.questions}
    marks = grade(attempt.paper, questions, answers, pass_mark=quiz.pass_mark)
    words = attestation_of(attempt.version, attempt.kind)
    result = Result(marks, quiz.pass_mark, words, work.now)
    _record(work, attempt, result, digest(answers))
    certificate = complete_course(work, attempt, marks, quiz.pass_mark) if marks.passed else None
    return HandedIn(grade=marks, certificate=certificate)


def _record(work: UnitOfWork, attempt: Attempt, result: Result, answers_sha256: str) -> None:
    marks, words = result.grade, digest(result.attestation)
    said = AttemptGraded(attempt.id, marks.score_percent, marks.outcome, answers_sha256, words)
    record(work, said, grade_row(attempt.id, result))
