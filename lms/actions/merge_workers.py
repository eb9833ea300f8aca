"""Two worker ids are found to be one person's, and are counted as one from then on."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import WorkersMerged
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Fault, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import Merge, mark_merged, merge_row, reachable, worker_of
from lms.reports.known import merges
from lms.reports.officer.approval import approval_of
from lms.standing.deciding import check_reason


@dataclass(frozen=True, kw_only=True)
class SamePerson:
    """Whose second id it is, why that is so, and who approves."""

    duplicate: WorkerId
    survivor: WorkerId
    approved_by: WorkerId | None = None
    reason: str = ""


def merge_workers(work: UnitOfWork, same: SamePerson) -> UUID:
    """Let what was done under one id count for another; withdrawing the merge undoes it.

    Nothing recorded under either id changes. Raises `Refused` when either is merged already, or
    without a reason.
    """
    work.actor.require(Permission.DECIDE)
    for one in sorted({same.duplicate, same.survivor}):
        reachable(work.session, work.actor.scope, one)
        worker_of(work.session, one, lock=True)
    approvals = [
        approval_of(work.session, work.actor, one, same.approved_by)
        for one in (same.survivor, same.duplicate)
    ]
    faults = [fault for one in approvals for fault in one.faults]
    faults += _faults(work, same)
    if faults:
        raise Refused.of(dict.fromkeys(faults))
    return _keep(work, same, approvals[0].by)


def _faults(work: UnitOfWork, same: SamePerson) -> Iterator[Fault]:
    known = merges(work.session)
    if same.duplicate == same.survivor:
        yield Fault("Name two different worker ids.", "duplicate")
    for one in (same.duplicate, same.survivor):
        if one in known:
            yield Fault(f"{one} was merged into {known[one]} already.", "duplicate")
    how = "Say in a few words how it is known that they are one person."
    yield from check_reason(same.reason, how)


def _keep(work: UnitOfWork, same: SamePerson, approved_by: str) -> UUID:
    merge_id = work.new_id()
    reason = same.reason.strip()
    said = WorkersMerged(merge_id, same.duplicate, same.survivor, approved_by, digest(reason))
    merge = Merge(
        id=merge_id,
        duplicate=same.duplicate,
        survivor=same.survivor,
        approved_by=approved_by,
        reason=reason,
        recorded_at=work.now,
        recorded_by=work.actor.account,
    )
    record(work, said, merge_row(merge))
    mark_merged(work.session, same.duplicate, same.survivor)
    restate_standing(work, [same.duplicate, same.survivor])
    return merge_id
