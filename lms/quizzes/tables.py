"""How quizzes and attempts are kept. Everything here is a fact: rows are only added."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name, Serial


class QuizVersionRow(Base):
    """The question bank that was published with a version of a course, key included."""

    __tablename__ = "lms_quiz_version"
    __table_args__ = (
        ForeignKeyConstraint(
            ["course", "version"], ["lms_course_version.course", "lms_course_version.version"]
        ),
    )

    course: Mapped[str] = mapped_column(Name, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text_sha256: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    entry: Mapped[int | None] = mapped_column(index=True)


class AttemptRow(Base):
    """One sitting at a quiz: the paper drawn, seeded by the attempt's own id.

    `sitting` counts the worker's earlier full completions of the course, `number` the attempts
    within the sitting; the key on both lets two clicks start only one attempt. `kind` is
    "refresher" for one that asks about changed parts only; None or "full" for any other.
    Refreshers have sittings of their own, counted from -1 down by earlier refreshers, so that
    they take no number of a full sitting.
    """

    __tablename__ = "lms_attempt"
    __table_args__ = (
        UniqueConstraint("worker_id", "course", "sitting", "number"),
        ForeignKeyConstraint(
            ["course", "version"], ["lms_course_version.course", "lms_course_version.version"]
        ),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name)
    course: Mapped[str] = mapped_column(Name)
    version: Mapped[int]
    sitting: Mapped[int]
    number: Mapped[int]
    paper: Mapped[list[Any]] = mapped_column(JSON)
    paper_sha256: Mapped[str]
    kind: Mapped[str | None]
    started_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int | None] = mapped_column(index=True)


class AnswerRow(Base):
    """An answer as given, as choices or as ranks; the highest number of a question counts."""

    __tablename__ = "lms_answer"

    number: Mapped[int] = mapped_column(Serial, primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_attempt.id"), index=True)
    question: Mapped[str]
    chosen: Mapped[list[int] | dict[str, list[int]]] = mapped_column(JSON)
    given_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int | None] = mapped_column(index=True)


class GradeRow(Base):
    """What an attempt was worth, and the exact words its taker stated when handing it in."""

    __tablename__ = "lms_grade"

    attempt_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_attempt.id"), primary_key=True)
    correct: Mapped[list[bool]] = mapped_column(JSON)
    score_percent: Mapped[int]
    pass_mark: Mapped[int]
    outcome: Mapped[str]
    attestation: Mapped[str]
    graded_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int | None] = mapped_column(index=True)
