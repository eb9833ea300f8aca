"""Everything was copied: the ledger keeps when, and the digest of the copy."""

from lms.evidence.copies import BackupMade
from lms.evidence.model import Entry
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Forbidden
from lms.kernel.work import UnitOfWork
from lms.reports.upkeep.backup.made import Made


def record_backup(work: UnitOfWork, made: Made) -> Entry:
    """Record that a backup was made; only a command at the server's own console makes one."""
    if work.actor != SYSTEM:
        raise Forbidden("Backups are made at the server's own console: part2-lms backup FILE")
    return record(work, BackupMade(made.state.number, made.sha256))
