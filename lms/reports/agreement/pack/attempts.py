"""Every attempt in scope: the paper as it was shown, what was answered, and what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Row, bindparam, select
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


# Made once, and of columns alone: thousands of attempts are read in a row.
_attempt, _grade = AttemptRow.__table__.c, GradeRow.__table__.c
_SAT: Final = (
    select(
        *(column for column in _attempt if column.name != "entry"),
        *(column for column in _grade if column.name not in {"entry", "attempt_id"}),
    )
    .select_from(AttemptRow)
    .outerjoin(GradeRow, GradeRow.attempt_id == AttemptRow.id)
    .where(
        _attempt.worker_id.in_(bindparam("ids", expanding=True)),
        _attempt.course.in_(bindparam("courses", expanding=True)),
        _attempt.started_at < bindparam("ends"),
    )
    .order_by(_attempt.worker_id, _attempt.started_at, _attempt.id)
)
_answer = AnswerRow.__table__.c
_ANSWERED: Final = (
    select(_answer.attempt_id, _answer.question, _answer.chosen)
    .where(
        _answer.attempt_id.in_(bindparam("attempts", expanding=True)),
        _answer.given_at < bindparam("before"),
    )
    .order_by(_answer.number)
)


class Shown(NamedTuple):
    """A question as its paper showed it, and what was answered: places of choices from 0.

    For steps to be put in order, `given` holds the place that each shown step was given.
    """

    question: Question
    order: tuple[int, ...]
    given: tuple[int, ...]
    right: bool | None
    sha256: str

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order in which they were shown."""
        return tuple(self.question.choices[number] for number in self.order)


class Sat(NamedTuple):
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


class Sittings:
    """Reads attempts; the banks that were asked from are looked up once."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self._banks: dict[tuple[str, int], dict[str, Question]] = {}

    def of(self, ids: Iterable[WorkerId]) -> Iterator[Sat]:
        """Yield the attempts of some ids at the courses in scope, in order of id and beginning."""
        ends = min(day_ends_at(self._scope.question.as_of, "Etc/GMT+12"), self._scope.before)
        for piece in batches(sorted(ids), AT_ONCE):
            told = {"ids": piece, "courses": sorted(self._scope.courses), "ends": ends}
            for some in batches(self._session.execute(_SAT, told).all(), AT_ONCE):
                answers = self._answers([row.id for row in some])
                for row in some:
                    late = row.graded_at is None or row.graded_at >= self._scope.before
                    grade = None if late else row
                    yield Sat(row, grade, tuple(self._shown(row, grade, answers)))

    def _answers(self, attempts: Sequence[UUID]) -> dict[tuple[UUID, str], Answer]:
        told = {"attempts": attempts, "before": self._scope.before}
        return {
            (attempt, question): (
                tuple(chosen["ranks"]) if isinstance(chosen, dict) else frozenset(chosen)
            )
            for attempt, question, chosen in self._session.execute(_ANSWERED, told)
        }

    def _shown(
        self,
        row: Row[Any],
        grade: Row[Any] | None,
        answers: dict[tuple[UUID, str], Answer],
    ) -> Iterator[Shown]:
        bank = self._bank(row.course, row.version)
        for at, (name, order, digest) in enumerate(row.paper):
            question, answer = bank[name], answers.get((row.id, name), frozenset())
            if isinstance(answer, tuple):
                given = tuple(answer[number] for number in order)
            else:
                given = tuple(place for place, number in enumerate(order) if number in answer)
            right = None if grade is None else grade.correct[at]
            yield Shown(question, tuple(order), given, right, digest)

    def _bank(self, course: str, version: int) -> dict[str, Question]:
        if (course, version) not in self._banks:
            quiz = quiz_of(self._session, CourseId(course), version)
            self._banks[course, version] = {one.id: one for one in quiz.questions}
        return self._banks[course, version]
