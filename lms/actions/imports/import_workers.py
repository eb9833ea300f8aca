"""A staff file is brought in: whole, or not at all."""

from typing import BinaryIO

from lms.actions.restate_standing import restate_standing
from lms.evidence.files import WorkersImported
from lms.evidence.store import record_bound
from lms.kernel.access import Permission
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.people.store import make_latest
from lms.reports.incoming.weighing import AS_IT_IS, Wish, weighed
from lms.reports.incoming.workers import Workers


def import_workers(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in the workers of a CSV file, and derive anew what follows for them.

    The same file twice changes nothing. Whoever is absent from the file stays as they are;
    with a full roster, whoever is absent ends today, and is never deleted.
    """
    work.actor.require(Permission.IMPORT)
    with weighed(Workers(work), file, wish) as found:
        if found.changes:
            entry = record_bound(work, WorkersImported(*found.sealed), found.bound)
            found.prepared.keep(entry=entry.number)
            make_latest(work.session, found.prepared.table)
            restate_standing(work, found.touched(), wish.heard("Dating", found.prepared.count))
    return found.imported
