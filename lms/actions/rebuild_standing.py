"""Everything derived of everybody's standing is made again from the facts."""

from collections.abc import Callable

from lms.actions.restate_standing import restate_standing
from lms.kernel.access import Permission
from lms.kernel.batches import undisturbed
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_ids


def rebuild_standing(work: UnitOfWork, told: Callable[[int], None] | None = None) -> int:
    """Derive every worker's dates anew; return how many rows were written.

    It changes no fact, so nothing goes into the ledger. `told` hears of workers done.
    """
    work.actor.require(Permission.IMPORT)
    with undisturbed():
        return restate_standing(work, list(worker_ids(work.session)), told)
