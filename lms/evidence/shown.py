"""What the ledger says of what was shown or handed to somebody outside the house."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lms.kernel.ids import AgreementId, WorkerId


@dataclass(frozen=True)
class TranscriptOffered:
    """Somebody was given a link, good once until an instant, to take their transcript."""

    worker: WorkerId
    until: str


@dataclass(frozen=True)
class TranscriptTaken:
    """The bearer of a link took the transcript it was for."""

    worker: WorkerId


@dataclass(frozen=True)
class RoomOpened:
    """A named auditor may read what concerns one agreement until a day; `account` is theirs."""

    room: UUID
    account: str
    agreement: AgreementId
    from_on: date
    until_on: date
    approved_by: str
    reason_sha256: str


@dataclass(frozen=True)
class RoomClosed:
    """An auditor may read no more, before the last day was over."""

    room: UUID
    reason_sha256: str


@dataclass(frozen=True)
class RoomViewed:
    """Something that concerns an agreement was looked at as an auditor looks at it."""

    room: UUID | None
    agreement: AgreementId
    what: str


@dataclass(frozen=True)
class SampleDrawn:
    """People were drawn from those who serve an agreement, so that another draws the same."""

    room: UUID | None
    agreement: AgreementId
    as_of: date
    stratum: str
    seed: str
    size: int
    population: int
    population_sha256: str
    drawn: tuple[WorkerId, ...]


Shown = TranscriptOffered | TranscriptTaken | RoomOpened | RoomClosed | RoomViewed | SampleDrawn
"""Everything of this kind."""
