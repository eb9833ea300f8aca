"""What a certificate says, and the refusal of words that it cannot show."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class UnsupportedText(ValueError):  # noqa: N818 - reads as a sentence: `raise UnsupportedText(...)`
    """Words that no certificate font can draw, or that do not fit; the message is fit to show.

    `field` names the part of the certificate, such as "holder's name"; `code_points` holds what
    cannot be drawn, such as `("U+0E2A",)`, and is empty when the words are only too long.
    """

    def __init__(self, field: str, sentence: str, code_points: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.field = field
        self.code_points = code_points


class Cause(StrEnum):
    """Why a certificate may not be relied on: what anybody may be told, and no more."""

    CORRECTED = "corrected"
    IN_ERROR = "issued_in_error"
    KEY_LOST = "key_lost"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Everything printed on one certificate, and nothing else about its holder.

    `statement` says it in one sentence or two, for whoever reads what the file says of itself.
    `completed_at` is an aware instant and `completed_on` the day it was in `time_zone` (IANA);
    `valid_through` is the last day covered, or None where no renewal date is set; `corrects` is
    the number of a certificate that this one replaces. `record` is what the file carries for
    programs, and `letters` what the symbol says behind the address; both are signed.
    `ledger` is the line that says where the ledger stood when it was issued.
    `agreements` are named only where whoever sees it may know them: on what one client is shown,
    no other client may stand. Raises `ValueError` for an instant without a zone, as its time of
    day would mean nothing.
    """

    number: str
    holder: str
    organization: str
    course: str
    version: int
    teaches: str
    score_percent: int
    pass_mark: int
    completed_at: datetime
    completed_on: date
    time_zone: str
    valid_through: date | None
    agreements: tuple[str, ...]
    signatory: str
    signatory_role: str
    course_sha256: str
    verify_url: str
    disclaimer: str
    title: str = "Certificate of Completion"
    certifies_line: str = "This certifies that"
    completed_line: str = "completed the training"
    statement: str = ""
    demonstration: bool = False
    corrects: str = ""
    record: bytes = b""
    letters: str = ""
    ledger: str = ""

    def __post_init__(self) -> None:
        """Refuse an instant that does not say where it is."""
        if self.completed_at.utcoffset() is None:
            message = "The instant of completion needs a time zone."
            raise ValueError(message)
