"""A certificate is revoked: its bytes stay, and whoever checks it is told not to rely on it."""

from dataclasses import dataclass

from lms.certificates.model import Cause
from lms.certificates.store import Revocation, revocation_of, revocation_row
from lms.evidence.facts import CertificateRevoked
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Conflict, Fault, Refused
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.reports.learning.certificate_seen import certificate_seen
from lms.reports.officer.approval import approval_of
from lms.standing.deciding import check_reason

CHOICES = (Cause.IN_ERROR, Cause.KEY_LOST, Cause.OTHER)


@dataclass(frozen=True, kw_only=True)
class Revoking:
    """Which certificate, why in words for anybody and for the records, and who approves."""

    number: CertificateNumber
    cause: Cause | None
    approved_by: WorkerId | None = None
    reason: str = ""
    document: str = ""


def revoke_certificate(work: UnitOfWork, revoking: Revoking) -> None:
    """Revoke a certificate; what was completed stays completed, until that is withdrawn.

    Raises `Refused` without a cause or a reason, or with an approval by its own holder, and
    `Conflict` when it was revoked already.
    """
    work.actor.require(Permission.DECIDE)
    issued = certificate_seen(work.session, work.actor, revoking.number)
    worker_of(work.session, issued.worker_id, lock=True)
    if revocation_of(work.session, issued.number) is not None:
        raise Conflict("This certificate was revoked or corrected already.")
    approval = approval_of(work.session, work.actor, issued.worker_id, revoking.approved_by)
    faults = [
        *approval.faults,
        *check_reason(revoking.reason, "Say in a few words why it is revoked."),
    ]
    if revoking.cause not in CHOICES:
        faults.append(Fault("Choose what anybody who checks it is told.", "cause"))
    if faults or revoking.cause is None:
        raise Refused.of(faults)
    reason, id_ = revoking.reason.strip(), work.new_id()
    said = CertificateRevoked(
        id_, issued.number, issued.worker_id, revoking.cause, approval.by, digest(reason)
    )
    revocation = Revocation(
        id=id_,
        number=issued.number,
        cause=revoking.cause,
        approved_by=approval.by,
        reason=reason,
        document=revoking.document.strip(),
        recorded_at=work.now,
        recorded_by=work.actor.account,
    )
    record(work, said, revocation_row(revocation))
