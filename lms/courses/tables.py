"""How courses are kept: published versions with their text for ever, and what was read of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Instant, Name


class CourseVersionRow(Base):
    """One published version, whole, as it was taught. Rows are only added.

    `effective_on`, `change` and `refresh_days` are as decided when it was published, which may
    differ from what its author proposed in `content`.
    """

    __tablename__ = "lms_course_version"

    course: Mapped[str] = mapped_column(Name, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    effective_on: Mapped[date]
    change: Mapped[str]
    refresh_days: Mapped[int | None]
    minutes: Mapped[int]
    rules: Mapped[str]
    text_sha256: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    wording: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str]
    entry: Mapped[int | None] = mapped_column(index=True)


class AssetRow(Base):
    """The bytes of an image that some version shows, once for all versions. Only added."""

    __tablename__ = "lms_asset"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    entry: Mapped[int | None] = mapped_column(index=True)


class LessonReadRow(Base):
    """A worker said that they had read a lesson of a version. Rows are only added.

    `sitting` counts the worker's earlier full completions of the course: each renewal reads anew.
    """

    __tablename__ = "lms_lesson_read"
    __table_args__ = (
        ForeignKeyConstraint(
            ["course", "version"], ["lms_course_version.course", "lms_course_version.version"]
        ),
    )

    worker_id: Mapped[str] = mapped_column(Name, primary_key=True)
    course: Mapped[str] = mapped_column(Name, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    sitting: Mapped[int] = mapped_column(primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int | None] = mapped_column(index=True)
