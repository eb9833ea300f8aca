"""Is this certificate real, and does it still count?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.certificates.model import Cause
from lms.certificates.store import (
    Issued,
    certificate_of,
    certificate_of_bytes,
    latest_of,
    revocation_of,
)
from lms.certificates.tables import CertificateRow
from lms.evidence.store import destroyed_in
from lms.evidence.tables import WithdrawalRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import CertificateNumber
from lms.standing.records import Kind
from lms.standing.tables import CompletionRow


class State(StrEnum):
    """What may be said of a certificate today."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"
    UNDATED = "undated"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    CORRECTED = "corrected"


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
    refresher: bool = False
    """Whether it is the certificate of a refresher."""
    refreshed_on: date | None = None
    """When its holder last passed a refresher after it, if it was not followed by another."""
    successor: CertificateNumber | None = None
    """The certificate that counts instead, if one was issued here."""
    cause: Cause | None = None
    """Why it may not be relied on, if that was decided."""
    corrects: CertificateNumber | None = None
    """The certificate that this one corrects, if it does."""


def verification(session: Session, number: CertificateNumber, today: date) -> Verification:
    """Tell the state of a certificate; raise `NotFound` if none has this number."""
    issued = _known(session, number)
    revocation = revocation_of(session, number)
    follower = _follower(session, issued)
    state = _state(issued, today, followed=follower is not None)
    if _is_withdrawn(session, issued):
        state = State.WITHDRAWN
    elif revocation is not None:
        state = State.CORRECTED if revocation.cause is Cause.CORRECTED else State.REVOKED
    return Verification(
        number=issued.number,
        course_title=issued.course_title,
        course_version=issued.course_version,
        completed_on=issued.completed_on,
        valid_through=issued.valid_through,
        state=state,
        demonstration=issued.demonstration,
        sha256=issued.sha256,
        refresher=_kind(session, issued) is Kind.REFRESHER,
        refreshed_on=_refreshed_on(session, issued),
        successor=_successor(session, issued, state, follower),
        cause=None if revocation is None else revocation.cause,
        corrects=issued.corrects,
    )


def _known(session: Session, number: CertificateNumber) -> Issued:
    try:
        return certificate_of(session, number)
    except NotFound:
        entry = destroyed_in(session, CertificateRow.__tablename__, number)
        if entry is None:
            raise
        raise NotFound(
            "There was a certificate of this number. Its records were destroyed when the time "
            f"of keeping them was over (entry {entry} of the ledger)."
        ) from None


def state_of_file(session: Session, content: bytes, today: date) -> Verification | None:
    """Tell the state of the certificate that was issued as exactly these bytes, if one was."""
    number = certificate_of_bytes(session, sha256(content).hexdigest())
    return None if number is None else verification(session, number, today)


def _successor(
    session: Session, issued: Issued, state: State, follower: str | None
) -> CertificateNumber | None:
    if state is State.CORRECTED:
        return latest_of(session, issued.number)
    if state is State.SUPERSEDED and follower:
        return latest_of(session, CertificateNumber(follower))
    return None


def _is_withdrawn(session: Session, issued: Issued) -> bool:
    gone = select(WithdrawalRow.id).where(WithdrawalRow.fact_id == issued.completion_id)
    return session.scalar(gone) is not None


def _kind(session: Session, issued: Issued) -> Kind:
    row = CompletionRow
    return Kind(session.scalars(select(row.kind).where(row.id == issued.completion_id)).one())


def _later(issued: Issued, *kinds: Kind) -> Select[str, date]:
    """Select number and day of what its holder completed of the course after it, newest first."""
    row = CompletionRow
    return (
        select(row.certificate, row.completed_on)
        .where(
            row.worker_id == issued.worker_id,
            row.course == issued.course,
            row.completed_on > issued.completed_on,
            row.kind.in_([kind.value for kind in kinds]),
            row.id.not_in(select(WithdrawalRow.fact_id)),
        )
        .order_by(row.completed_on.desc(), row.entry.desc())
        .limit(1)
    )


def _follower(session: Session, issued: Issued) -> str | None:
    """Return the number of the certificate that followed; None if the course was not done again.

    Training done elsewhere follows as a completion does, with an empty number.
    """
    found = session.execute(_later(issued, Kind.FULL, Kind.EXTERNAL)).first()
    return None if found is None else found.certificate


def _refreshed_on(session: Session, issued: Issued) -> date | None:
    found = session.execute(_later(issued, Kind.REFRESHER)).first()
    return None if found is None else found.completed_on


def _state(issued: Issued, today: date, *, followed: bool) -> State:
    if followed:
        return State.SUPERSEDED
    if issued.valid_through is None:
        return State.UNDATED
    return State.LAPSED if issued.valid_through < today else State.VALID
