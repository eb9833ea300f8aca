"""A certificate that names its holder wrongly is corrected: by a new one that names the old."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lms.actions.certificates.issue_certificate import issue_certificate
from lms.certificates.model import Cause, UnsupportedText
from lms.certificates.numbers import number_from
from lms.certificates.pdf import check_name
from lms.certificates.store import Issued, Revocation, revocation_of, revocation_row
from lms.evidence.facts import CertificateCorrected
from lms.evidence.store import is_withdrawn, record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Conflict, Fault, Refused
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.reports.learning.certificate_seen import certificate_seen
from lms.reports.learning.passed_here import passed_here
from lms.reports.officer.approval import approval_of
from lms.standing.deciding import check_reason


@dataclass(frozen=True, kw_only=True)
class Correcting:
    """Which certificate, how its holder is named rightly, why, and who approves."""

    number: CertificateNumber
    holder: str
    approved_by: WorkerId | None = None
    reason: str = ""
    document: str = ""


def correct_certificate(work: UnitOfWork, correcting: Correcting) -> CertificateNumber:
    """Issue the certificate anew under another name; return its number.

    The old one keeps its bytes and its number, and names the new one to whoever checks it.
    Raises `Refused` for a name that is no other or cannot be drawn, without a reason, or with
    an approval by its own holder, and `Conflict` when it counts no more already.
    """
    work.actor.require(Permission.DECIDE)
    old = certificate_seen(work.session, work.actor, correcting.number)
    worker_of(work.session, old.worker_id, lock=True)
    if revocation_of(work.session, old.number) is not None:
        raise Conflict("This certificate was revoked or corrected already.")
    if is_withdrawn(work.session, old.completion_id):
        raise Conflict("The completion that it shows was withdrawn, so nothing can be corrected.")
    approval = approval_of(work.session, work.actor, old.worker_id, correcting.approved_by)
    holder = " ".join(correcting.holder.split())
    faults = [
        *_name_faults(holder, old),
        *approval.faults,
        *check_reason(correcting.reason, "Say in a few words what was wrong."),
    ]
    if faults:
        raise Refused.of(faults)
    return _reissued(work, replace(correcting, holder=holder), old, approval.by)


def _name_faults(holder: str, old: Issued) -> Iterator[Fault]:
    if not holder:
        yield Fault("Write the name as it should stand.", "holder")
    elif holder == old.holder:
        yield Fault("The certificate names its holder so already.", "holder")
    else:
        try:
            check_name(holder)
        except UnsupportedText as unsupported:
            yield Fault(str(unsupported), "holder")


def _reissued(
    work: UnitOfWork, correcting: Correcting, old: Issued, approved_by: str
) -> CertificateNumber:
    number, reason, id_ = number_from(work.new_id()), correcting.reason.strip(), work.new_id()
    said = CertificateCorrected(
        id_, old.number, old.worker_id, Cause.CORRECTED, approved_by, digest(reason), number
    )
    revocation = Revocation(
        id=id_,
        number=old.number,
        cause=Cause.CORRECTED,
        approved_by=approved_by,
        reason=reason,
        document=correcting.document.strip(),
        recorded_at=work.now,
        recorded_by=work.actor.account,
    )
    record(work, said, revocation_row(revocation))
    completion = passed_here(work.session, old.completion_id)
    named = replace(completion, worker_name=correcting.holder, certificate=number)
    issue_certificate(work, named, corrects=old.number)
    return number
