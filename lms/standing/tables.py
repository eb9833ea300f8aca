"""How completions and exceptions are kept, and the derived rows of dates."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class CompletionRow(Base):
    """A worker passed everything a version asks, described as all was then. Only added.

    The row holds what an auditor asks for in one place, so that a report of a million rows
    reads one table: who they were then, which text, which attempt, until when, which seal.
    """

    __tablename__ = "lms_completion"
    __table_args__ = (
        Index("ix_lms_completion_worker_course", "worker_id", "course", "completed_on"),
        Index("ix_lms_completion_order", "worker_id", "requirement", "completed_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name)
    worker_name: Mapped[str]
    team: Mapped[str]
    role: Mapped[str]
    employer: Mapped[str]
    requirement: Mapped[str] = mapped_column(Name)
    reason: Mapped[str]
    course: Mapped[str] = mapped_column(Name)
    course_title: Mapped[str]
    course_version: Mapped[int | None]
    text_sha256: Mapped[str]
    rules: Mapped[str]
    kind: Mapped[str]
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_at: Mapped[datetime] = mapped_column(Instant)
    completed_on: Mapped[date]
    time_zone: Mapped[str]
    tzdata: Mapped[str]
    attempt_id: Mapped[UUID | None] = mapped_column(Id, unique=True)
    attempt_number: Mapped[int | None]
    score_percent: Mapped[int | None]
    pass_mark: Mapped[int | None]
    valid_through: Mapped[date | None]
    certificate: Mapped[str]
    agreements: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    source: Mapped[str]
    document: Mapped[str]
    approved_by: Mapped[str | None]
    corrects: Mapped[UUID | None] = mapped_column(Id)
    entry: Mapped[int] = mapped_column(index=True)
    entry_sha256: Mapped[str]


class ExceptionRow(Base):
    """A leave, an extension or a waiver, as it was decided. Rows are only added.

    `to_on` is the last day it covers, None for a leave whose end is not known. Of several rows
    with one key (for a leave: worker and first day; else: worker, requirement and the day of the
    decision) the one with the highest entry counts. A leave is for all requirements: it names
    none.
    """

    __tablename__ = "lms_exception"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str]
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    requirement: Mapped[str] = mapped_column(Name)
    decided_on: Mapped[date]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    approved_by: Mapped[str]
    reason: Mapped[str]
    document: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    source: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


_BY_DATE = ("act_by", "worker_id", "requirement")
_BY_TEXT = ("stale_act_by", "worker_id", "requirement")


def _some(name: str, *columns: str, where: str) -> Index:
    """Return an index of some rows: who has left is in the way of nobody who looks for others."""
    chosen = text(where)
    return Index(f"ix_lms_standing_{name}", *columns, sqlite_where=chosen, postgresql_where=chosen)


class StandingRow(Base):
    """The dates of one worker for one requirement: derived, never a status, made again at will.

    They hold from `from_on` up to, not including, `until_on`: nearly always there is one row,
    and another where something is known to begin later.
    """

    __tablename__ = "lms_standing"
    __table_args__ = (
        _some("act_by", *_BY_DATE, where="required_until IS NULL"),
        _some("team", "team", *_BY_DATE, where="required_until IS NULL"),
        _some(
            "refresh",
            *_BY_TEXT,
            where="required_until IS NULL AND stale_act_by IS NOT NULL",
        ),
        _some("ending", "required_until", where="required_until IS NOT NULL"),
        _some("leave", *_BY_DATE, where="leave_from IS NOT NULL"),
    )

    worker_id: Mapped[str] = mapped_column(Name, ForeignKey("lms_worker.id"), primary_key=True)
    requirement: Mapped[str] = mapped_column(Name, primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date | None]
    team: Mapped[str]
    course: Mapped[str] = mapped_column(Name)
    required_from: Mapped[date | None]
    required_until: Mapped[date | None]
    completed_on: Mapped[date | None]
    course_version: Mapped[int | None]
    valid_through: Mapped[date | None]
    window_opens_on: Mapped[date | None]
    due_on: Mapped[date | None]
    act_by: Mapped[date | None]
    stale_from: Mapped[date | None]
    stale_act_by: Mapped[date | None]
    exempt_from: Mapped[date | None]
    exempt_until: Mapped[date | None]
    leave_from: Mapped[date | None]
    leave_back: Mapped[date | None]
    longest_interval_days: Mapped[int | None]
    certificate: Mapped[str]
    why: Mapped[str]
