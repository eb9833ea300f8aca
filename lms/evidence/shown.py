"""What the ledger says of what was shown or handed to somebody outside the house."""

from dataclasses import dataclass

from lms.kernel.ids import WorkerId


@dataclass(frozen=True)
class TranscriptOffered:
    """Somebody was given a link, good once until an instant, to take their transcript."""

    worker: WorkerId
    until: str


@dataclass(frozen=True)
class TranscriptTaken:
    """The bearer of a link took the transcript it was for."""

    worker: WorkerId
