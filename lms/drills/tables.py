"""How drills are kept. Everything here is a fact: rows are only added."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class DrillTextRow(Base):
    """The text of a drill as somebody answered it, once for each digest."""

    __tablename__ = "lms_drill_text"

    text_sha256: Mapped[str] = mapped_column(primary_key=True)
    drill: Mapped[str] = mapped_column(Name)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int | None] = mapped_column(index=True)


class DrillRunRow(Base):
    """One way through a drill to an end, by one worker."""

    __tablename__ = "lms_drill_run"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    drill: Mapped[str] = mapped_column(Name, index=True)
    text_sha256: Mapped[str] = mapped_column(ForeignKey("lms_drill_text.text_sha256"))
    ending: Mapped[str]
    finished_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int] = mapped_column(index=True)


class DrillChoiceRow(Base):
    """One choice of a run, in the order in which they were made, and the reason given for it."""

    __tablename__ = "lms_drill_choice"

    run_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_drill_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[str]
    chosen: Mapped[int]
    was_right: Mapped[bool]
    reason: Mapped[str]
    entry: Mapped[int | None] = mapped_column(index=True)
