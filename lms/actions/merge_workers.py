"""Two worker ids are found to be one person's, and are counted as one from then on."""

from dataclasses import dataclass
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import WorkersMerged
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import Merge, add_merge, mark_merged, reachable, worker_of
from lms.reports.known import merges
from lms.standing.deciding import check_approval


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
    for one in (same.duplicate, same.survivor):
        reachable(work.session, work.actor.scope, one)
    approved_by = same.approved_by or work.actor.worker or ""
    if same.approved_by is not None:
        worker_of(work.session, same.approved_by)
    faults = _faults(work, same, approved_by)
    if faults:
        raise Refused(" ".join(faults))
    merge_id = work.new_id()
    reason = same.reason.strip()
    said = WorkersMerged(merge_id, same.duplicate, same.survivor, approved_by, digest(reason))
    entry = record(work, said)
    merge = Merge(
        id=merge_id,
        duplicate=same.duplicate,
        survivor=same.survivor,
        approved_by=approved_by,
        reason=reason,
        recorded_at=work.now,
        recorded_by=work.actor.account,
        entry=entry.number,
    )
    add_merge(work.session, merge)
    mark_merged(work.session, same.duplicate, same.survivor)
    restate_standing(work, [same.duplicate, same.survivor])
    return merge_id


def _faults(work: UnitOfWork, same: SamePerson, approved_by: str) -> list[str]:
    known = merges(work.session)
    faults = list(check_approval(approved_by, same.survivor))
    if work.actor.worker in {same.duplicate, same.survivor}:
        faults.append("Nobody merges what concerns themselves. Ask somebody else to do it.")
    if same.duplicate == same.survivor:
        faults.append("Name two different worker ids.")
    faults.extend(
        f"{one} was merged into {known[one]} already."
        for one in (same.duplicate, same.survivor)
        if one in known
    )
    if not same.reason.strip():
        faults.append("Say in a few words how it is known that they are one person.")
    return faults
