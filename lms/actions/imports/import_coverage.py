"""Who serves which agreement is brought in: whole, or not at all."""

from typing import BinaryIO

from lms.actions.restate_standing import restate_standing
from lms.evidence.files import CoverageImported
from lms.evidence.store import record_bound
from lms.kernel.access import Permission
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.incoming.coverage import Served
from lms.reports.incoming.weighing import AS_IT_IS, Wish, weighed


def import_coverage(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in who serves what of a CSV file, and derive anew what follows for them.

    The same file twice changes nothing. What is absent stays; with a full roster it ends with
    yesterday, or with its first day if that is later, and is never deleted.
    """
    work.actor.require(Permission.IMPORT)
    with weighed(Served(work), file, wish) as found:
        if found.changes:
            entry = record_bound(work, CoverageImported(*found.sealed), found.bound)
            found.prepared.keep(entry=entry.number)
            restate_standing(work, found.touched(), wish.heard("Dating", found.prepared.count))
    return found.imported
