"""A worker is recorded as serving an agreement, from a day to a day; or as serving it no more."""

from collections.abc import Iterator
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.agreements.deciding import check_coverage
from lms.agreements.model import Coverage
from lms.agreements.store import agreement_ids, coverage_of, coverage_row
from lms.evidence.agreed import WorkerCovered
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.errors import Fault, NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.intake.staging import one_at_a_time
from lms.kernel.work import UnitOfWork
from lms.people.employment import first_day_of
from lms.people.store import reachable, records_of, worker_of
from lms.reports.known import merges, root_of


def cover_worker(work: UnitOfWork, told: Coverage) -> UUID | None:
    """Record a span of service, and derive anew what follows for the worker.

    A span of the same worker, agreement and first day takes the place of the one before, which
    stays to be seen: so a service is ended. Returns None where the same is on record already.
    Raises `Refused` for days before the hire, or that another span of the person has.
    """
    work.actor.require(Permission.AGREE)
    one_at_a_time(work.session)
    if told.agreement not in agreement_ids(work.session):
        raise NotFound("There is no such agreement.")
    _require_there(work, told.worker)
    worker_of(work.session, told.worker, lock=True)
    merged = merges(work.session)
    ids = [told.worker, *(one for one in merged if root_of(merged, one) == told.worker)]
    spans = coverage_of(work.session, ids)
    own = [one for one in spans.values() if one.agreement == told.agreement]
    known = spans.get((told.worker, told.agreement, told.from_on))
    faults = _merged(told, merged) or [*_hired(work, told), *check_coverage(told, own)]
    if faults:
        raise Refused.of(faults)
    return None if known == told else _keep(work, told)


def _require_there(work: UnitOfWork, worker: WorkerId) -> None:
    try:
        reachable(work.session, work.actor.scope, worker)
    except NotFound:
        words = f"There is no worker {worker[:60]}. Bring the staff file in first."
        raise Refused.of([Fault(words, "worker")]) from None


def _merged(told: Coverage, merged: dict[WorkerId, WorkerId]) -> list[Fault]:
    if told.worker not in merged:
        return []
    other = root_of(merged, told.worker)
    return [Fault(f"This id was merged into {other}. Write that one.", "worker")]


def _hired(work: UnitOfWork, told: Coverage) -> Iterator[Fault]:
    hired_on = first_day_of(records_of(work.session, [told.worker])[told.worker])
    if told.from_on < hired_on:
        words = f"{told.worker} was hired on {hired_on}, and this lies before that."
        yield Fault(words, "from_on")


def _keep(work: UnitOfWork, told: Coverage) -> UUID:
    coverage = work.new_id()
    said = WorkerCovered(
        coverage,
        told.worker,
        told.agreement,
        told.from_on,
        told.to_on,
        told.access_granted_on,
    )
    stamp = {"recorded_at": work.now, "recorded_by": work.actor.account}
    record(work, said, coverage_row(coverage, told, stamp))
    restate_standing(work, [told.worker])
    return coverage
