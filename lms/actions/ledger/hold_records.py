"""Records are held for a matter, such as a dispute: nothing of them is destroyed until it ends."""

from dataclasses import dataclass
from uuid import UUID

from lms.agreements.store import agreement_ids
from lms.evidence.keeping import RecordsHeld
from lms.evidence.retention import Hold
from lms.evidence.store import hold_row, record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Fault, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.standing.deciding import check_reason


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Whose records are held: a worker's, or of who ever served an agreement; why, and for what.

    `matter` is the reference by which counsel knows it.
    """

    matter: str
    worker: WorkerId | None = None
    agreement: AgreementId | None = None
    reason: str = ""


def hold_records(work: UnitOfWork, holding: Holding) -> UUID:
    """Hold records from now on; several holds may be about the same ones.

    Raises `Refused` with every reason at once, and `NotFound` for a worker nobody knows.
    """
    work.actor.require(Permission.DECIDE)
    faults = [*check_reason(holding.reason, "Say in a few words why they are held.")]
    if not holding.matter.strip():
        faults.append(Fault("Name the matter, by the reference that counsel uses.", "matter"))
    if (holding.worker is None) == (holding.agreement is None):
        faults.append(Fault("Name a worker or an agreement, and not both.", "worker"))
    if holding.worker is not None:
        worker_of(work.session, holding.worker)
    elif holding.agreement is not None and holding.agreement not in agreement_ids(work.session):
        faults.append(Fault(f"There is no agreement {holding.agreement}.", "agreement"))
    if faults:
        raise Refused.of(faults)
    return _keep(work, holding)


def _keep(work: UnitOfWork, holding: Holding) -> UUID:
    hold = Hold(
        id=work.new_id(),
        matter=holding.matter.strip(),
        worker=holding.worker,
        agreement=holding.agreement,
        reason=holding.reason.strip(),
    )
    said = RecordsHeld(hold.id, hold.matter, hold.worker, hold.agreement, digest(hold.reason))
    record(work, said, hold_row(hold, work.now, work.actor.account))
    return hold.id
