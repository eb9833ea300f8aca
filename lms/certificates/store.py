"""Certificates, in and out of the database; their bytes lie in the file store."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.certificates.model import Cause
from lms.certificates.tables import CertificateRow, RevocationRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import CertificateNumber, CompletionId, CourseId, WorkerId

_columns = CertificateRow.__table__.c
# Made once: to put a statement together takes longer than to run it.
_HELD = (
    select(*_columns)
    .where(_columns.worker_id == bindparam("worker"))
    .order_by(_columns.issued_at.desc())
)


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A certificate as it was issued, and the digest under which its bytes are filed."""

    number: CertificateNumber
    completion_id: CompletionId
    worker_id: WorkerId
    holder: str
    course: CourseId
    course_title: str
    course_version: int
    score_percent: int
    completed_on: date
    time_zone: str
    valid_through: date | None
    demonstration: bool
    issued_at: datetime
    sha256: str
    size: int
    key_id: str | None = None
    corrects: CertificateNumber | None = None


def certificate_row(issued: Issued) -> CertificateRow:
    """Return the row that keeps a certificate."""
    return CertificateRow(**vars(issued))


@dataclass(frozen=True, kw_only=True)
class Revocation:
    """That a certificate may not be relied on any more: why, who says so, who approved it."""

    id: UUID
    number: CertificateNumber
    cause: Cause
    approved_by: str
    reason: str
    document: str
    recorded_at: datetime
    recorded_by: str


def certificate_of(session: Session, number: CertificateNumber) -> Issued:
    """Return the certificate of a number, whoever holds it; raise `NotFound` if there is none."""
    row = session.get(CertificateRow, number)
    if row is None:
        raise NotFound("There is no certificate of this number.")
    return _issued(row)


def latest_of(session: Session, number: CertificateNumber) -> CertificateNumber:
    """Return the number that a certificate has after every correction; its own if none was."""
    while (by := corrected_by(session, number)) is not None:
        number = by
    return number


def corrected_by(session: Session, number: CertificateNumber) -> CertificateNumber | None:
    """Return the number of the certificate that corrects this one, if one does."""
    found = session.scalar(select(_columns.number).where(_columns.corrects == number))
    return None if found is None else CertificateNumber(found)


def certificate_of_bytes(session: Session, sha256: str) -> CertificateNumber | None:
    """Return the number of the certificate whose file has this SHA-256, if one has."""
    found = session.scalar(select(_columns.number).where(_columns.sha256 == sha256))
    return None if found is None else CertificateNumber(found)


def revocation_row(revocation: Revocation) -> RevocationRow:
    """Return the row that keeps that a certificate may not be relied on."""
    return RevocationRow(**{**vars(revocation), "cause": revocation.cause.value})


def revocation_of(session: Session, number: CertificateNumber) -> Revocation | None:
    """Return why a certificate may not be relied on any more, if that was decided."""
    row = session.scalar(select(RevocationRow).where(RevocationRow.number == number))
    if row is None:
        return None
    return Revocation(
        id=row.id,
        number=CertificateNumber(row.number),
        cause=Cause(row.cause),
        approved_by=row.approved_by,
        reason=row.reason,
        document=row.document,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


def certificates_held(session: Session, worker: WorkerId) -> list[Issued]:
    """Return everything a worker was awarded, newest first."""
    return [_issued(one) for one in session.execute(_HELD, {"worker": worker})]


def _issued(row: Any) -> Issued:  # noqa: ANN401 - a row of the table, however it was read
    return Issued(
        number=CertificateNumber(row.number),
        completion_id=CompletionId(row.completion_id),
        worker_id=WorkerId(row.worker_id),
        holder=row.holder,
        course=CourseId(row.course),
        course_title=row.course_title,
        course_version=row.course_version,
        score_percent=row.score_percent,
        completed_on=row.completed_on,
        time_zone=row.time_zone,
        valid_through=row.valid_through,
        demonstration=row.demonstration,
        issued_at=row.issued_at,
        sha256=row.sha256,
        size=row.size,
        key_id=row.key_id,
        corrects=None if row.corrects is None else CertificateNumber(row.corrects),
    )
