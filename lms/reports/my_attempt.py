"""What does a paper ask me, and once it is marked, what was right and why?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.model import Course
from lms.courses.store import course_version
from lms.kernel.ids import AttemptId, WorkerId
from lms.quizzes.answering import is_whole
from lms.quizzes.attesting import attestation_of
from lms.quizzes.model import Answer, Attempt, Choice, Form, Item, Question, Quiz
from lms.quizzes.shown import as_shown
from lms.quizzes.store import answers_of, attempt_of, last_answered_at, quiz_of
from lms.standing.tables import CompletionRow


@dataclass(frozen=True)
class Asked:
    """A question as its paper shows it: no word of which choices are right."""

    id: str
    html: str
    choices: tuple[str, ...]
    form: Form
    chosen: Answer


@dataclass(frozen=True)
class PaperSheet:
    """A paper to answer, with what was answered so far."""

    attempt: Attempt
    course: Course
    title: str
    pass_mark: int
    questions: tuple[Asked, ...]
    saved_at: datetime | None
    attestation: str

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(is_whole(question.chosen) for question in self.questions)


@dataclass(frozen=True)
class Marked:
    """A question after marking: what was answered, what is better, and why.

    Steps come in the order in which they were put, and better in their right one.
    """

    question: Question
    right: bool
    answered: tuple[Choice, ...]
    better: tuple[Choice, ...]

    @property
    def reasons(self) -> tuple[Choice, ...]:
        """The wrong choices that were made, each with its reason."""
        return tuple(choice for choice in self.answered if not choice.right)


@dataclass(frozen=True)
class MarkedSheet:
    """A paper after marking."""

    attempt: Attempt
    course: Course
    quiz: Quiz
    questions: tuple[Marked, ...]
    certificate: str | None

    @property
    def right(self) -> int:
        """How many questions were answered right."""
        return sum(question.right for question in self.questions)


def my_paper(session: Session, worker: WorkerId, attempt_id: AttemptId) -> PaperSheet:
    """Show a worker's own paper; raise `NotFound` for anybody else's."""
    attempt = attempt_of(session, worker, attempt_id)
    quiz = quiz_of(session, attempt.course, attempt.version)
    chosen = as_shown(attempt.paper, answers_of(session, attempt_id))
    by_id = {question.id: question for question in quiz.questions}
    return PaperSheet(
        attempt=attempt,
        course=course_version(session, attempt.course, attempt.version),
        title=quiz.title,
        pass_mark=quiz.pass_mark,
        questions=tuple(
            _asked(by_id[item.question], item, chosen[item.question]) for item in attempt.paper
        ),
        saved_at=last_answered_at(session, attempt_id),
        attestation=attestation_of(attempt.version),
    )


def my_result(session: Session, worker: WorkerId, attempt_id: AttemptId) -> MarkedSheet:
    """Show a worker's own paper as it was marked."""
    attempt = attempt_of(session, worker, attempt_id)
    quiz = quiz_of(session, attempt.course, attempt.version)
    answers = answers_of(session, attempt_id)
    by_id = {question.id: question for question in quiz.questions}
    correct = attempt.grade.correct if attempt.grade else (False,) * len(attempt.paper)
    return MarkedSheet(
        attempt=attempt,
        course=course_version(session, attempt.course, attempt.version),
        quiz=quiz,
        questions=tuple(
            _marked(by_id[item.question], answers.get(item.question, frozenset()), right=right)
            for item, right in zip(attempt.paper, correct, strict=True)
        ),
        certificate=session.scalar(
            select(CompletionRow.certificate).where(CompletionRow.attempt_id == attempt_id)
        ),
    )


def _asked(question: Question, item: Item, chosen: Answer) -> Asked:
    choices = tuple(question.choices[number].html for number in item.order)
    return Asked(question.id, question.html, choices, question.form, chosen)


def _marked(question: Question, chosen: Answer, *, right: bool) -> Marked:
    if isinstance(chosen, tuple):
        steps = sorted(range(len(chosen)), key=chosen.__getitem__)
        answered = tuple(question.choices[number] for number in steps)
    else:
        answered = tuple(question.choices[number] for number in sorted(chosen))
    better = () if right else tuple(choice for choice in question.choices if choice.right)
    return Marked(question, right, answered, better)
