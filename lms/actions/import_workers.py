"""A staff file is brought in: whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lms.actions.restate_standing import restate_standing
from lms.certificates.model import UnsupportedText
from lms.certificates.pdf import check_name
from lms.evidence.facts import WorkersImported
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.ids import WorkerId
from lms.kernel.sheets import Imported, Problem, Row
from lms.kernel.work import UnitOfWork
from lms.people.model import Worker
from lms.people.reader import read_workers
from lms.people.store import all_workers, record_workers
from lms.standing.civil import civil_day

Read = Sequence[tuple[Row, Worker]]


@dataclass(frozen=True)
class _Plan:
    created: list[Worker]
    updated: list[Worker]
    unchanged: int
    absent: list[Worker]


def import_workers(
    work: UnitOfWork, content: bytes, *, full_roster: bool = False, dry_run: bool = False
) -> Imported:
    """Bring in the workers of a CSV file, and derive anew what follows for them.

    The same file twice changes nothing. Whoever is absent from the file stays as they are;
    with `full_roster`, whoever is absent ends today, and is never deleted.
    """
    work.actor.require(Permission.IMPORT)
    rows, problems = read_workers(content, work.organization.time_zone)
    known = all_workers(work.session)
    problems = [*problems, *_problems(rows, known)]
    if problems:
        return Imported(problems=tuple(sorted(problems, key=lambda one: one.row)))
    plan = _plan(rows, known)
    if not dry_run:
        _carry_out(work, plan, digest(content), ends=full_roster)
    return Imported(len(plan.created), len(plan.updated), plan.unchanged, len(plan.absent))


def _problems(rows: Read, known: Mapping[WorkerId, Worker]) -> Iterator[Problem]:
    bosses = {worker.id: worker.manager for worker in known.values()}
    bosses |= {worker.id: worker.manager for _, worker in rows}
    for row, worker in rows:
        if worker.manager is not None and worker.manager not in bosses:
            told = f"There is no worker {worker.manager}, in this file or before it."
            yield Problem(row.number, "manager_id", told)
        elif _goes_round(worker.id, bosses):
            told = f"The managers of {worker.id} lead back to {worker.id}. Break the circle."
            yield Problem(row.number, "manager_id", told)
        try:
            check_name(worker.name)
        except UnsupportedText as unsupported:
            yield Problem(row.number, "name", str(unsupported))


def _goes_round(worker: WorkerId, bosses: Mapping[WorkerId, WorkerId | None]) -> bool:
    seen: set[WorkerId] = set()
    above = bosses.get(worker)
    while above is not None and above not in seen:
        if above == worker:
            return True
        seen.add(above)
        above = bosses.get(above)
    return False


def _plan(rows: Read, known: Mapping[WorkerId, Worker]) -> _Plan:
    workers = [worker for _, worker in rows]
    named = {worker.id for worker in workers}
    created = [worker for worker in workers if worker.id not in known]
    updated = [worker for worker in workers if known.get(worker.id, worker) != worker]
    absent = [one for one in known.values() if one.id not in named and one.ended_on is None]
    return _Plan(created, updated, len(workers) - len(created) - len(updated), absent)


def _carry_out(work: UnitOfWork, plan: _Plan, file: str, *, ends: bool) -> None:
    today = civil_day(work.now, work.organization.time_zone)
    leavers = [replace(one, ended_on=max(today, one.hired_on)) for one in plan.absent if ends]
    changed = [*plan.created, *plan.updated, *leavers]
    if not changed:
        return
    record_workers(work.session, changed, work.now, today, work.actor.account)
    counts = (len(plan.created), len(plan.updated), plan.unchanged, len(leavers))
    record(work, WorkersImported(file, *counts))
    restate_standing(work, [worker.id for worker in changed])
