"""A hold is lifted: from then on the rule alone says how long those records are kept."""

from uuid import UUID

from lms.evidence.keeping import HoldLifted
from lms.evidence.store import holds_open, lift_row, record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import NotFound, Refused
from lms.kernel.work import UnitOfWork
from lms.standing.deciding import check_reason


def lift_hold(work: UnitOfWork, hold: UUID, reason: str) -> None:
    """Lift a hold; raise `NotFound` for one that is not open, `Refused` without a reason."""
    work.actor.require(Permission.DECIDE)
    if hold not in {one.id for one in holds_open(work.session)}:
        raise NotFound("There is no such hold, or it was lifted already.")
    faults = [*check_reason(reason, "Say in a few words why it is lifted.")]
    if faults:
        raise Refused.of(faults)
    said = reason.strip()
    row = lift_row(hold, said, work.now, work.actor.account)
    record(work, HoldLifted(hold, digest(said)), row)
