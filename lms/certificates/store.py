"""Certificates, in and out of the database; their bytes lie in the file store."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow
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


def certificate_of(session: Session, number: CertificateNumber) -> Issued:
    """Return the certificate of a number, whoever holds it; raise `NotFound` if there is none."""
    row = session.get(CertificateRow, number)
    if row is None:
        raise NotFound("There is no certificate of this number.")
    return _issued(row)


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
