"""A fact that was recorded in error is withdrawn: it stays, and counts for nothing any more."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import FactWithdrawn
from lms.evidence.store import Withdrawal, is_withdrawn, record, withdrawal_row
from lms.incidents.store import retraining_of_id
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Conflict, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import mark_merged, merge_of, reachable, worker_of
from lms.reports.officer.approval import approval_of
from lms.standing.deciding import check_reason
from lms.standing.store import exception_of, holder_of


class What(StrEnum):
    """What kind of fact is withdrawn."""

    COMPLETION = "completion"
    EXCEPTION = "exception"
    MERGE = "merge"
    RETRAINING = "retraining"


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Which fact was wrong, why, who approves, and the document that shows it, if any."""

    what: What
    fact: UUID
    approved_by: WorkerId | None = None
    reason: str = ""
    document: str = ""


def withdraw_fact(work: UnitOfWork, correction: Correction) -> WorkerId:
    """Withdraw a completion, an exception, a merge or a retraining; return whose it was.

    Later reports leave it out, and those asked as it was known before still hold it. Raises
    `Refused` without a reason or with an approval by its own holder, and `Conflict` when it was
    withdrawn already.
    """
    work.actor.require(Permission.DECIDE)
    worker = _holder(work, correction)
    reachable(work.session, work.actor.scope, worker)
    worker_of(work.session, worker, lock=True)
    if is_withdrawn(work.session, correction.fact):
        raise Conflict("This was withdrawn already.")
    approval = approval_of(work.session, work.actor, worker, correction.approved_by)
    missing = check_reason(correction.reason, "Say in a few words what was wrong.")
    if approval.faults or missing:
        raise Refused.of([*approval.faults, *missing])
    _keep(work, correction, worker, approval.by)
    return worker


def _holder(work: UnitOfWork, correction: Correction) -> WorkerId:
    if correction.what is What.COMPLETION:
        return holder_of(work.session, correction.fact)
    if correction.what is What.EXCEPTION:
        return exception_of(work.session, correction.fact).worker_id
    if correction.what is What.RETRAINING:
        return retraining_of_id(work.session, correction.fact).worker
    return merge_of(work.session, correction.fact).survivor


def _keep(work: UnitOfWork, correction: Correction, worker: WorkerId, approved_by: str) -> None:
    reason = correction.reason.strip()
    withdrawal_id = work.new_id()
    said = FactWithdrawn(
        withdrawal_id, correction.what, correction.fact, worker, approved_by, digest(reason)
    )
    withdrawal = Withdrawal(
        id=withdrawal_id,
        what=correction.what,
        fact_id=correction.fact,
        worker_id=worker,
        approved_by=approved_by,
        reason=reason,
        document=correction.document.strip(),
        recorded_at=work.now,
        recorded_by=work.actor.account,
    )
    record(work, said, withdrawal_row(withdrawal))
    touched = [worker]
    if correction.what is What.MERGE:
        duplicate = merge_of(work.session, correction.fact).duplicate
        mark_merged(work.session, duplicate, None)
        touched.append(duplicate)
    restate_standing(work, touched)
