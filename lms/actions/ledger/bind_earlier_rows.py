"""Rows from before the ledger bound every row are bound as they stand now."""

from lms.evidence.binding import bound, together
from lms.evidence.facts import EarlierRowsBound
from lms.evidence.model import Entry
from lms.evidence.store import entries_head, record_bound, wait_for_turn
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Forbidden
from lms.kernel.work import UnitOfWork
from lms.reports.ledger.bound import TABLES, all_rows


def bind_earlier_rows(work: UnitOfWork) -> Entry:
    """Bind every row of before by one entry, once, after an upgrade from an older version.

    It proves nothing about what was done to them until now, and says in the ledger when it was.
    """
    if work.actor != SYSTEM:
        raise Forbidden("Only an upgrade binds the rows of before.")
    wait_for_turn(work.session)
    own = entries_head(work.session) + 1
    parts = (
        bound(table, ((row.key, row.digest) for row in all_rows(work.session, table, before=own)))
        for table in TABLES
    )
    return record_bound(work, EarlierRowsBound(), together(parts))
