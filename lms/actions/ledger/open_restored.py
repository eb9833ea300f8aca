"""Everything was brought back from a backup: old ways in are closed, and the ledger says so."""

from lms.accounts.store import end_every_way_in
from lms.evidence.copies import HouseRestored
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Forbidden
from lms.kernel.outgoing.mail.store import withhold_waiting
from lms.kernel.work import UnitOfWork


def open_restored(work: UnitOfWork, restored: HouseRestored) -> int:
    """Make what was brought back fit to be used; return how many letters are not sent.

    Sign-ins and links of the day of the backup end, for whoever holds one may have lost it since.
    Letters that waited then may have gone out since, so none of them goes out again.
    """
    if work.actor != SYSTEM:
        raise Forbidden("Records are brought back at the server's own console: part2-lms restore")
    end_every_way_in(work.session, work.now)
    letters = withhold_waiting(work.session, work.now)
    record(work, restored)
    return letters
