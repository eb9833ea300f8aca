"""Who approves a decision about a worker, and may they?"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy.orm import Session

from lms.kernel.access import Actor
from lms.kernel.errors import Fault, NotFound
from lms.kernel.ids import WorkerId
from lms.people.store import worker_of
from lms.reports.known import merges, root_of
from lms.standing.deciding import check_approval

OWN = "Nobody records what concerns themselves. Ask somebody else to do it."


class Approval(NamedTuple):
    """The worker id of whoever approves, empty if nobody does, and what is wrong with that."""

    by: str
    faults: tuple[Fault, ...]


def approval_of(
    session: Session, actor: Actor, worker: WorkerId, named: WorkerId | None
) -> Approval:
    """Return who approves: whoever is named, else the actor's own worker id.

    Nobody decides about themselves, neither under another id that was found to be theirs.
    """
    merged = merges(session)
    by = WorkerId(named or actor.worker or "")
    return Approval(by, tuple(_faults(session, actor, by, (worker, merged))))


def _faults(
    session: Session,
    actor: Actor,
    by: WorkerId,
    whose: tuple[WorkerId, dict[WorkerId, WorkerId]],
) -> Iterator[Fault]:
    worker, merged = whose
    person = root_of(merged, worker)
    yield from check_approval(root_of(merged, by), person)
    if by and by != actor.worker and not _known(session, by):
        told = f"There is no worker {by}. Name whoever approved it by their worker id."
        yield Fault(told, "approved_by")
    if actor.worker is not None and root_of(merged, actor.worker) == person:
        yield Fault(OWN)


def _known(session: Session, worker: WorkerId) -> bool:
    try:
        worker_of(session, worker)
    except NotFound:
        return False
    return True
