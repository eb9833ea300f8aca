"""What the ledger says of backups: that one was made, and that all was brought back from one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class BackupMade:
    """Everything was copied when the ledger ended at `number`; the digest is that of the copy."""

    number: int
    backup_sha256: str


@dataclass(frozen=True)
class HouseRestored:
    """Everything was brought back from a backup of that instant, whose ledger ends at `number`.

    `known` is the newest entry that a checkpoint knew of: what came between is lost.
    """

    backup_sha256: str
    made_at: datetime
    number: int
    known: int
