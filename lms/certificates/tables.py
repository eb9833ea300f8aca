"""How certificates are kept: what was issued, and the digest under which its bytes are filed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class CertificateRow(Base):
    """One certificate. The bytes lie in the file store under `sha256`. Rows are only added.

    A completion has one certificate, and one more for each that had to be corrected: each names
    the one before it, and each is corrected at most once. `key_id` names the key that signed it;
    those from before there were keys have none.
    """

    __tablename__ = "lms_certificate"

    number: Mapped[str] = mapped_column(Name, primary_key=True)
    completion_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lms_completion.id"), index=True)
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
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    key_id: Mapped[str | None]
    corrects: Mapped[str | None] = mapped_column(Name, unique=True)
    entry: Mapped[int | None] = mapped_column(index=True)
    __table_args__ = (
        Index(
            "uq_lms_certificate_first",
            "completion_id",
            unique=True,
            sqlite_where=text("corrects IS NULL"),
            postgresql_where=text("corrects IS NULL"),
        ),
    )


class RevocationRow(Base):
    """A certificate may not be relied on any more; why stands in words of the house's choice.

    `cause` is one of a few that may be told to anybody, `reason` is for the records.
    """

    __tablename__ = "lms_revocation"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(Name, ForeignKey("lms_certificate.number"), unique=True)
    cause: Mapped[str]
    approved_by: Mapped[str]
    reason: Mapped[str]
    document: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)
