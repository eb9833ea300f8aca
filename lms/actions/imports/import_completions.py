"""Training done elsewhere is brought in: whole, or not at all."""

from typing import BinaryIO

from lms.actions.restate_standing import restate_standing
from lms.evidence.files import CompletionsImported
from lms.evidence.store import record_bound
from lms.kernel.access import Permission
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.incoming.completions import Completions
from lms.reports.incoming.weighing import AS_IT_IS, Wish, weighed


def import_completions(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in the completions of a CSV file, and derive anew what follows for the workers.

    Each counts from its own day, as if it had been recorded then. The same file twice changes
    nothing; what is known and told otherwise is refused, for it is corrected by hand.
    """
    work.actor.require(Permission.IMPORT)
    wish.refuse_full_roster("completions")
    with weighed(Completions(work), file, wish) as found:
        if found.changes:
            entry = record_bound(work, CompletionsImported(*found.sealed), found.bound)
            found.prepared.keep(entry=entry.number, entry_sha256=entry.seal)
            restate_standing(work, found.touched(), wish.heard("Dating", found.prepared.count))
    return found.imported
