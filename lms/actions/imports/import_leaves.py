"""Leaves are brought in: whole, or not at all."""

from typing import BinaryIO

from lms.actions.restate_standing import restate_standing
from lms.evidence.files import LeavesImported
from lms.evidence.store import record_bound
from lms.kernel.access import Permission
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.incoming.exceptions import Leaves
from lms.reports.incoming.weighing import AS_IT_IS, Wish, weighed


def import_leaves(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in the leaves of a CSV file, and derive anew what follows for the workers.

    The same file twice changes nothing. A leave whose first day back is told later, or told
    otherwise, is recorded anew. What is absent stays; leaves do not end by being left out.
    """
    work.actor.require(Permission.IMPORT)
    wish.refuse_full_roster("leaves")
    with weighed(Leaves(work), file, wish) as found:
        if found.changes:
            entry = record_bound(work, LeavesImported(*found.sealed), found.bound)
            found.prepared.keep(entry=entry.number)
            restate_standing(work, found.touched(), wish.heard("Dating", found.prepared.count))
    return found.imported
