"""What the ledger says of keeping records: that they are held, and that a hold is lifted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lms.kernel.ids import AgreementId, WorkerId


@dataclass(frozen=True)
class RecordsHeld:
    """Records of a worker, or of who served an agreement, are to be kept for a matter."""

    hold: UUID
    matter: str
    worker: WorkerId | None
    agreement: AgreementId | None
    reason_sha256: str


@dataclass(frozen=True)
class HoldLifted:
    """A hold keeps nothing any more."""

    hold: UUID
    reason_sha256: str


@dataclass(frozen=True)
class RecordsDestroyed:
    """Records of one person, who may have several ids, were destroyed when their time was over.

    `files` are the digests of those that went with them.
    """

    workers: tuple[WorkerId, ...]
    kept_through: date
    citation: str
    files: tuple[str, ...]
