"""Extensions and waivers are brought in: whole, or not at all."""

from typing import BinaryIO

from lms.actions.restate_standing import restate_standing
from lms.evidence.files import ExceptionsImported
from lms.evidence.store import record_bound
from lms.kernel.access import Permission
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.incoming.exceptions import Exceptions
from lms.reports.incoming.weighing import AS_IT_IS, Wish, weighed


def import_exceptions(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in the extensions and waivers of a CSV file, and derive anew what follows.

    The same file twice changes nothing. A decision that is told otherwise is recorded anew.
    What is absent stays; decisions do not end by being left out.
    """
    work.actor.require(Permission.IMPORT)
    wish.refuse_full_roster("exceptions")
    with weighed(Exceptions(work), file, wish) as found:
        if found.changes:
            entry = record_bound(work, ExceptionsImported(*found.sealed), found.bound)
            found.prepared.keep(entry=entry.number)
            restate_standing(work, found.touched(), wish.heard("Dating", found.prepared.count))
    return found.imported
