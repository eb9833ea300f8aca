"""Is this certificate real, and does it still count?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.store import Issued, certificate_of
from lms.evidence.tables import WithdrawalRow
from lms.kernel.ids import CertificateNumber
from lms.standing.tables import CompletionRow


class State(StrEnum):
    """What may be said of a certificate today."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"
    UNDATED = "undated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Verification:
    """What anybody may know of a certificate: no word of who holds it."""

    number: CertificateNumber
    course_title: str
    course_version: int
    completed_on: date
    valid_through: date | None
    state: State
    demonstration: bool
    sha256: str


def verification(session: Session, number: CertificateNumber, today: date) -> Verification:
    """Tell the state of a certificate; raise `NotFound` if none has this number."""
    issued = certificate_of(session, number)
    return Verification(
        number=issued.number,
        course_title=issued.course_title,
        course_version=issued.course_version,
        completed_on=issued.completed_on,
        valid_through=issued.valid_through,
        state=_state(session, issued, today),
        demonstration=issued.demonstration,
        sha256=issued.sha256,
    )


def _state(session: Session, issued: Issued, today: date) -> State:
    row, gone = CompletionRow, select(WithdrawalRow.fact_id)
    own = (row.worker_id == issued.worker_id, row.course == issued.course)
    withdrawn = select(row.id).where(*own, row.certificate == issued.number, row.id.in_(gone))
    if session.scalar(withdrawn) is not None:
        return State.WITHDRAWN
    newer = session.scalar(
        select(row.id)
        .where(*own, row.completed_on > issued.completed_on, row.id.not_in(gone))
        .limit(1)
    )
    if newer is not None:
        return State.SUPERSEDED
    if issued.valid_through is None:
        return State.UNDATED
    return State.LAPSED if issued.valid_through < today else State.VALID
