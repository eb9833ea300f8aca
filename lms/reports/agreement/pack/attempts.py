"""Every attempt in scope: the paper as it was shown, what was answered, and what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.kernel.canonical import canonical
from lms.kernel.ids import CourseId, WorkerId
from lms.quizzes.model import Answer, Choice, Question
from lms.quizzes.store import quiz_of
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow
from lms.reports.agreement.pack.scope import Scope
from lms.reports.asking import Column
from lms.standing.civil import day_ends_at

AT_ONCE: Final = 500
COLUMNS: Final = (
    Column("attempt_id", "The attempt's own id; the dossiers show its questions and answers."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("course", "The course's short name."),
    Column("course_version", "The version whose questions were asked."),
    Column("kind", "full, or refresher (about what changed)."),
    Column("attempt_number", "Which attempt of its sitting it was."),
    Column("started_at", "When it was started (instant, UTC)."),
    Column("graded_at", "When it was handed in and marked (instant, UTC); empty if never."),
    Column("outcome", "passed or failed; empty if never handed in."),
    Column("score_percent", "Right answers of all asked, in percent, rounded down."),
    Column("pass_mark", "The percentage that passed."),
    Column("questions", "How many questions the paper has."),
    Column("paper_sha256", "SHA-256 of the paper: which questions, in which order, which text."),
    Column("attestation", "The exact words stated when it was handed in."),
)


@dataclass(frozen=True)
class Shown:
    """A question as its paper showed it, and what was answered: places of choices from 0.

    For steps to be put in order, `given` holds the place that each shown step was given.
    """

    question: Question
    choices: tuple[Choice, ...]
    given: tuple[int, ...]
    right: bool | None
    sha256: str


@dataclass(frozen=True)
class Sat:
    """One attempt, whole."""

    row: Any
    grade: Any
    shown: tuple[Shown, ...]

    @property
    def cells(self) -> tuple[Any, ...]:
        """It as a row of the table of attempts."""
        row, grade = self.row, self.grade
        graded = (None, "", None, None)
        if grade is not None:
            at = grade.graded_at.isoformat()
            graded = (at, grade.outcome, grade.score_percent, grade.pass_mark)
        return (
            str(row.id),
            row.worker_id,
            row.course,
            row.version,
            row.kind or "full",
            row.number,
            row.started_at.isoformat(),
            *graded,
            len(self.shown),
            row.paper_sha256,
            grade.attestation if grade is not None else "",
        )

    @property
    def record(self) -> bytes:
        """It as one line of JSON, with every question by its id, order and digest."""
        items = [
            {
                "question": one.question.id,
                "text_sha256": one.sha256,
                "choices_shown": [choice.text for choice in one.choices],
                "given": list(one.given),
                "right": one.right,
            }
            for one in self.shown
        ]
        names = (column.name for column in COLUMNS)
        return canonical({**dict(zip(names, self.cells, strict=True)), "items": items}) + b"\n"


def attempts_of(session: Session, scope: Scope, ids: Iterable[WorkerId]) -> Iterator[Sat]:
    """Yield the attempts of some ids at the courses in scope, in order of id and beginning."""
    row, courses = AttemptRow, sorted(scope.courses)
    ends = day_ends_at(scope.question.as_of, "Etc/GMT+12")
    for piece in batches(sorted(ids), AT_ONCE):
        query = (
            select(row, GradeRow)
            .outerjoin(GradeRow, GradeRow.attempt_id == row.id)
            .where(row.worker_id.in_(piece), row.course.in_(courses))
            .where(row.started_at < min(ends, scope.before))
            .order_by(row.worker_id, row.started_at, row.id)
        )
        for some in batches(session.execute(query).all(), AT_ONCE):
            answers = _answers(session, [attempt.id for attempt, _ in some], scope.before)
            for attempt, grade in some:
                counted = _known(grade, scope.before)
                yield Sat(attempt, counted, tuple(_shown(session, attempt, counted, answers)))


def _known(grade: GradeRow | None, before: datetime) -> GradeRow | None:
    """Return a grade if it was given before an instant."""
    return None if grade is None or grade.graded_at >= before else grade


def _answers(
    session: Session, attempts: Sequence[Any], before: datetime
) -> dict[tuple[Any, str], Answer]:
    row = AnswerRow
    query = select(row.attempt_id, row.question, row.chosen).where(
        row.attempt_id.in_(attempts), row.given_at < before
    )
    return {
        (attempt, question): (
            tuple(chosen["ranks"]) if isinstance(chosen, dict) else frozenset(chosen)
        )
        for attempt, question, chosen in session.execute(query.order_by(row.number))
    }


def _shown(
    session: Session,
    attempt: AttemptRow,
    grade: GradeRow | None,
    answers: dict[tuple[Any, str], Answer],
) -> Iterator[Shown]:
    quiz = quiz_of(session, CourseId(attempt.course), attempt.version)
    bank = {question.id: question for question in quiz.questions}
    for place, (name, order, digest) in enumerate(attempt.paper):
        question, answer = bank[name], answers.get((attempt.id, name), frozenset())
        if isinstance(answer, tuple):
            given = tuple(answer[number] for number in order)
        else:
            given = tuple(place for place, number in enumerate(order) if number in answer)
        choices = tuple(question.choices[number] for number in order)
        right = grade.correct[place] if grade is not None else None
        yield Shown(question, choices, given, right, digest)
