"""Question banks, attempts, answers and grades, in and out of the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.kernel.errors import NotFound
from lms.kernel.ids import AttemptId, CourseId, WorkerId
from lms.quizzes.archive import from_json, to_json
from lms.quizzes.model import Answer, Answers, Asks, Attempt, Grade, Item, Outcome, Quiz
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow, QuizVersionRow

_SHELF: dict[tuple[str, int, str], Quiz] = {}
"""Published banks never change, so each is read from its stored form once per process."""


class Try(NamedTuple):
    """An attempt of a sitting as the retry rule sees it."""

    id: AttemptId
    number: int
    version: int
    graded_at: datetime | None
    outcome: Outcome | None
    score_percent: int | None

    @property
    def graded(self) -> tuple[datetime, Outcome] | None:
        """When it was marked and how it ended; None while it is not handed in."""
        if self.graded_at is None or self.outcome is None:
            return None
        return self.graded_at, self.outcome


class Result(NamedTuple):
    """What is kept when an attempt is handed in: its grade, and the exact words stated."""

    grade: Grade
    pass_mark: int
    attestation: str
    graded_at: datetime


def quiz_row(course: CourseId, version: int, quiz: Quiz) -> QuizVersionRow:
    """Return the row that keeps the bank which is published with a version of a course."""
    return QuizVersionRow(
        course=course, version=version, text_sha256=quiz.text_sha256, content=to_json(quiz)
    )


def add_quiz(session: Session, course: CourseId, version: int, quiz: Quiz) -> None:
    """Keep the bank that is published with a version of a course, for ever."""
    session.add(quiz_row(course, version, quiz))
    session.flush()


def quiz_digest(session: Session, course: CourseId, version: int) -> str:
    """Return the digest of the bank published with a version."""
    row = QuizVersionRow
    digest = session.scalar(
        select(row.text_sha256).where(row.course == course, row.version == version)
    )
    if digest is None:
        raise NotFound("There is no such quiz.")
    return digest


def quiz_of(session: Session, course: CourseId, version: int) -> Quiz:
    """Return the bank that was published with a version of a course."""
    key = (course, version, quiz_digest(session, course, version))
    if key not in _SHELF:
        row = session.get_one(QuizVersionRow, (course, version))
        _SHELF[key] = from_json(row.content)
    return _SHELF[key]


def attempt_row(attempt: Attempt, sitting: int) -> AttemptRow:
    """Return the row that keeps a new attempt."""
    return AttemptRow(
        id=attempt.id,
        worker_id=attempt.worker,
        course=attempt.course,
        version=attempt.version,
        sitting=sitting,
        number=attempt.number,
        paper=[[item.question, list(item.order), item.sha256] for item in attempt.paper],
        paper_sha256=attempt.paper_sha256,
        kind=attempt.kind.value,
        started_at=attempt.started_at,
    )


def attempt_of(
    session: Session, worker: WorkerId, attempt: AttemptId, *, lock: bool = False
) -> Attempt:
    """Return the worker's own attempt; with `lock`, nobody else hands it in meanwhile."""
    own = (AttemptRow.id == attempt, AttemptRow.worker_id == worker)
    if lock:
        # By itself: a statement that waits for a lock does not see what was written meanwhile.
        session.execute(select(AttemptRow.id).where(*own).with_for_update())
    found = session.execute(
        select(AttemptRow, GradeRow)
        .outerjoin(GradeRow, GradeRow.attempt_id == AttemptRow.id)
        .where(*own)
    ).first()
    if found is None:
        raise NotFound("There is no such attempt.")
    row, graded = found
    return _attempt(row, graded)


def tries_of(session: Session, worker: WorkerId, course: CourseId, sitting: int) -> list[Try]:
    """Return the attempts of a sitting, oldest first."""
    rows = session.execute(
        select(
            AttemptRow.id,
            AttemptRow.number,
            AttemptRow.version,
            GradeRow.graded_at,
            GradeRow.outcome,
            GradeRow.score_percent,
        )
        .outerjoin(GradeRow, GradeRow.attempt_id == AttemptRow.id)
        .where(
            AttemptRow.worker_id == worker,
            AttemptRow.course == course,
            AttemptRow.sitting == sitting,
        )
        .order_by(AttemptRow.number)
    )
    return [
        Try(
            AttemptId(one.id),
            one.number,
            one.version,
            one.graded_at,
            _outcome(one.outcome),
            one.score_percent,
        )
        for one in rows
    ]


def answer_rows(
    session: Session, attempt: AttemptId, answers: Answers, at: datetime
) -> list[AnswerRow]:
    """Return the rows that keep answers as given; earlier ones to the same questions stay.

    They are numbered here, so whoever keeps them must have their turn to write already.
    """
    last = session.scalar(select(func.max(AnswerRow.number))) or 0
    return [
        AnswerRow(
            number=number,
            attempt_id=attempt,
            question=question,
            chosen=_stored(answer),
            given_at=at,
        )
        for number, (question, answer) in enumerate(answers.items(), start=last + 1)
    ]


def answers_of(session: Session, attempt: AttemptId) -> dict[str, Answer]:
    """Return the answer that counts for each question: the one given last."""
    rows = session.execute(
        select(AnswerRow.question, AnswerRow.chosen)
        .where(AnswerRow.attempt_id == attempt)
        .order_by(AnswerRow.number)
    )
    return {question: _answer(chosen) for question, chosen in rows}


def last_answered_at(session: Session, attempt: AttemptId) -> datetime | None:
    """Return when the newest answer of an attempt was kept."""
    query = select(AnswerRow.given_at).where(AnswerRow.attempt_id == attempt)
    return session.scalar(query.order_by(AnswerRow.number.desc()).limit(1))


def grade_row(attempt: AttemptId, result: Result) -> GradeRow:
    """Return the row that keeps what an attempt was worth, and the words its taker stated."""
    return GradeRow(
        attempt_id=attempt,
        correct=list(result.grade.correct),
        score_percent=result.grade.score_percent,
        pass_mark=result.pass_mark,
        outcome=result.grade.outcome.value,
        attestation=result.attestation,
        graded_at=result.graded_at,
    )


def _attempt(row: AttemptRow, graded: GradeRow | None) -> Attempt:
    grade = None
    if graded is not None:
        grade = Grade(tuple(graded.correct), graded.score_percent, Outcome(graded.outcome))
    return Attempt(
        id=AttemptId(row.id),
        worker=WorkerId(row.worker_id),
        course=CourseId(row.course),
        version=row.version,
        number=row.number,
        paper=_paper(row.paper),
        paper_sha256=row.paper_sha256,
        started_at=row.started_at,
        kind=Asks(row.kind or Asks.FULL),
        grade=grade,
        graded_at=graded.graded_at if graded else None,
    )


def _stored(answer: Answer) -> list[int] | dict[str, list[int]]:
    return {"ranks": list(answer)} if isinstance(answer, tuple) else sorted(answer)


def _answer(stored: list[int] | dict[str, list[int]]) -> Answer:
    return tuple(stored["ranks"]) if isinstance(stored, dict) else frozenset(stored)


def _paper(stored: Sequence[Sequence[object]]) -> tuple[Item, ...]:
    return tuple(Item(str(one[0]), tuple(one[1]), str(one[2])) for one in stored)  # type: ignore[arg-type]  # JSON of our own making


def _outcome(word: str | None) -> Outcome | None:
    return None if word is None else Outcome(word)
