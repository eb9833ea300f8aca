"""How certificates are kept: what was issued, and the digest under which its bytes are filed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class CertificateRow(Base):
    """One certificate. The bytes lie in the file store under `sha256`. Rows are only added."""

    __tablename__ = "lms_certificate"

    number: Mapped[str] = mapped_column(Name, primary_key=True)
    completion_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_completion.id"), unique=True)
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    holder: Mapped[str]
    course: Mapped[str] = mapped_column(Name)
    course_title: Mapped[str]
    course_version: Mapped[int]
    score_percent: Mapped[int]
    completed_on: Mapped[date]
    time_zone: Mapped[str]
    valid_through: Mapped[date | None]
    demonstration: Mapped[bool]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    sha256: Mapped[str]
    size: Mapped[int]
