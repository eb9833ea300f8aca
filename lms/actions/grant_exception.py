"""A worker is given leave, more time, or a waiver."""

from dataclasses import dataclass
from datetime import date

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import ExceptionGranted
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Refused
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import reachable, worker_of
from lms.requirements.store import requirements_in_force
from lms.standing.civil import civil_day
from lms.standing.deciding import check_exception
from lms.standing.records import ExceptionKind, ExceptionRecord, Source
from lms.standing.store import add_exceptions


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

    More time never moves validity; a waiver must end; nobody decides about themselves. Raises
    `Refused` with every reason at once, and nothing is kept then.
    """
    extending = decision.kind is ExceptionKind.EXTENSION
    work.actor.require(Permission.EXTEND if extending else Permission.DECIDE)
    worker = reachable(work.session, work.actor.scope, decision.worker)
    today = civil_day(work.now, worker.time_zone)
    if decision.approved_by is not None:
        worker_of(work.session, decision.approved_by)
    if decision.requirement is not None:
        _require_known(work, decision.requirement)
    draft = ExceptionRecord(
        id=work.new_id(),
        kind=decision.kind,
        worker_id=worker.id,
        requirement=decision.requirement,
        decided_on=today,
        from_on=decision.from_on or today,
        to_on=decision.to_on,
        approved_by=decision.approved_by or work.actor.worker or "",
        reason=decision.reason.strip(),
        document=decision.document.strip(),
        recorded_at=work.now,
        recorded_by=work.actor.account,
        source=Source.OFFICER,
        entry=0,
    )
    faults = list(check_exception(draft, today))
    if work.actor.worker == worker.id:
        faults.append("Nobody records what concerns themselves. Ask somebody else to do it.")
    if faults:
        raise Refused(" ".join(faults))
    return _keep(work, draft)


def _require_known(work: UnitOfWork, requirement: RequirementId) -> None:
    if requirement not in requirements_in_force(work.session):
        raise Refused("Choose one of the requirements in the list.")


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
    entry = record(work, said)
    kept = ExceptionRecord(**{**vars(draft), "entry": entry.number})
    add_exceptions(work.session, [kept])
    restate_standing(work, [kept.worker_id])
    return kept
