"""A worker is given leave, more time, or a waiver."""

from dataclasses import dataclass, replace
from datetime import date

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import ExceptionGranted
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Fault, Refused
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.model import Worker
from lms.people.store import reachable, worker_of
from lms.reports.officer.approval import Approval, approval_of
from lms.reports.officer.decided import decision_like
from lms.requirements.store import requirements_in_force
from lms.standing.civil import civil_day
from lms.standing.deciding import check_exception
from lms.standing.records import ExceptionKind, ExceptionRecord, Source
from lms.standing.store import exception_row


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is decided, of whom, for which days, both inclusive. A leave names no requirement."""

    kind: ExceptionKind
    worker: WorkerId
    requirement: RequirementId | None = None
    from_on: date | None = None
    to_on: date | None = None
    approved_by: WorkerId | None = None
    reason: str = ""
    document: str = ""


def grant_exception(work: UnitOfWork, decision: Decision) -> ExceptionRecord:
    """Record a decision of today, and derive the worker's standing anew.

    More time never moves validity; a waiver must end; nobody decides about themselves. The same
    decision a second time changes nothing. Raises `Refused` with every reason at once, and
    nothing is kept then.
    """
    extending = decision.kind is ExceptionKind.EXTENSION
    work.actor.require(Permission.EXTEND if extending else Permission.DECIDE)
    reachable(work.session, work.actor.scope, decision.worker)
    worker = worker_of(work.session, decision.worker, lock=True)
    approval = approval_of(work.session, work.actor, worker.id, decision.approved_by)
    draft = _draft(work, decision, worker, approval)
    faults = [*_unknown(work, draft), *check_exception(draft, draft.decided_on), *approval.faults]
    if draft.kind is ExceptionKind.LEAVE and not approval.by:
        faults = [one for one in faults if one.field != "approved_by"]
    if faults:
        raise Refused.of(dict.fromkeys(faults))
    known = decision_like(work.session, draft)
    if known is not None and _same(known, draft):
        return known
    return _keep(work, draft)


def _draft(
    work: UnitOfWork, decision: Decision, worker: Worker, approval: Approval
) -> ExceptionRecord:
    today = civil_day(work.now, worker.time_zone)
    leave = decision.kind is ExceptionKind.LEAVE
    return ExceptionRecord(
        id=work.new_id(),
        kind=decision.kind,
        worker_id=worker.id,
        requirement=None if leave else decision.requirement,
        decided_on=today,
        from_on=decision.from_on or today,
        to_on=decision.to_on,
        approved_by=approval.by,
        reason=decision.reason.strip(),
        document=decision.document.strip(),
        recorded_at=work.now,
        recorded_by=work.actor.account,
        source=Source.OFFICER,
        entry=0,
    )


def _unknown(work: UnitOfWork, draft: ExceptionRecord) -> list[Fault]:
    known = requirements_in_force(work.session)
    if draft.requirement is None or draft.requirement in known:
        return []
    return [Fault("Choose one of the requirements in the list.", "requirement")]


def _same(known: ExceptionRecord, draft: ExceptionRecord) -> bool:
    """Say whether two records tell the same decision, whoever wrote it down."""
    about = ("from_on", "to_on", "approved_by", "reason", "document")
    return all(getattr(known, name) == getattr(draft, name) for name in about)


def _keep(work: UnitOfWork, draft: ExceptionRecord) -> ExceptionRecord:
    said = ExceptionGranted(
        draft.id,
        draft.kind,
        draft.worker_id,
        draft.requirement,
        draft.from_on,
        draft.to_on,
        draft.approved_by,
        digest(draft.reason),
    )
    kept = replace(draft, entry=record(work, said, exception_row(draft)).number)
    restate_standing(work, [kept.worker_id])
    return kept
