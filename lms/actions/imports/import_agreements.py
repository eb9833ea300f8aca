"""Agreements are brought in: whole, or not at all."""

from typing import BinaryIO

from lms.evidence.files import AgreementsImported
from lms.evidence.store import record_bound
from lms.kernel.access import Permission
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.incoming.agreements import Agreements
from lms.reports.incoming.weighing import AS_IT_IS, Wish, weighed


def import_agreements(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in the agreements of a CSV file; a changed one is described anew.

    The same file twice changes nothing. An agreement that is absent stays; with a full roster
    it ends today, and is never deleted. Nobody's dates depend on those of an agreement.
    """
    work.actor.require(Permission.IMPORT)
    with weighed(Agreements(work), file, wish) as found:
        if found.changes:
            entry = record_bound(work, AgreementsImported(*found.sealed), found.bound)
            found.prepared.keep(entry=entry.number)
    return found.imported
