"""An evidence pack is taken: the ledger keeps who took which, and the digest of all it holds."""

from lms.actions.agreements.rooms.visit_room import visit_room
from lms.evidence.files import PackExported
from lms.evidence.model import Entry
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack.made import Made


def export_evidence_pack(work: UnitOfWork, made: Made) -> Entry:
    """Record that a pack was taken; it was made before, for reading takes longer than writing may.

    Nobody else can write while this does, so a pack of thousands of people must not be made here.
    Whoever takes no reports takes it in a room that is open to them.
    """
    if not work.actor.may(Permission.TAKE_REPORTS):
        visit_room(work, made.agreement, "the evidence pack, recorded")
    return record(work, PackExported(made.agreement, made.as_of, made.sha256))
