"""Is this certificate real, and does it still count?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.store import Issued, certificate_of
from lms.evidence.tables import WithdrawalRow
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


def verification(session: Session, number: CertificateNumber, today: date) -> Verification:
    """Tell the state of a certificate; raise `NotFound` if none has this number."""
    issued = certificate_of(session, number)
    followed_on = _followed_on(session, issued)
    state = _state(issued, today, followed=followed_on[Kind.FULL] is not None)
    return Verification(
        number=issued.number,
        course_title=issued.course_title,
        course_version=issued.course_version,
        completed_on=issued.completed_on,
        valid_through=issued.valid_through,
        state=State.WITHDRAWN if _is_withdrawn(session, issued) else state,
        demonstration=issued.demonstration,
        sha256=issued.sha256,
        refresher=_kind(session, issued) is Kind.REFRESHER,
        refreshed_on=followed_on[Kind.REFRESHER],
    )


def _is_withdrawn(session: Session, issued: Issued) -> bool:
    gone = select(WithdrawalRow.id).where(WithdrawalRow.fact_id == issued.completion_id)
    return session.scalar(gone) is not None


def _kind(session: Session, issued: Issued) -> Kind:
    row = CompletionRow
    return Kind(session.scalars(select(row.kind).where(row.id == issued.completion_id)).one())


def _followed_on(session: Session, issued: Issued) -> dict[Kind, date | None]:
    """Return the last day after it on which the course was completed again, and refreshed.

    Training done elsewhere follows as a completion does.
    """
    row = CompletionRow
    newest = (
        select(row.kind, func.max(row.completed_on))
        .where(
            row.worker_id == issued.worker_id,
            row.course == issued.course,
            row.completed_on > issued.completed_on,
            row.id.not_in(select(WithdrawalRow.fact_id)),
        )
        .group_by(row.kind)
    )
    found = {Kind(kind): day for kind, day in session.execute(newest)}
    again = found.get(Kind.FULL) or found.get(Kind.EXTERNAL)
    return {Kind.FULL: again, Kind.REFRESHER: found.get(Kind.REFRESHER)}


def _state(issued: Issued, today: date, *, followed: bool) -> State:
    if followed:
        return State.SUPERSEDED
    if issued.valid_through is None:
        return State.UNDATED
    return State.LAPSED if issued.valid_through < today else State.VALID
