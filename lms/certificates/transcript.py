"""What a transcript says, in the one form that is signed, and how it lies in its file."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from lms.certificates.claim import Checks, NotSound, Signs
from lms.kernel.canonical import canonical

FORM: Final = "part2-lms transcript 1"
"""Stands before what is signed, so that a signature of another kind is none of a transcript."""
ATTACHED: Final = "transcript.json"
"""The name of the attached file."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One completion of a transcript: which text, when, with what result, and who issued it.

    `certificate` is the number that counts now, and `state` what became of it; both are empty
    for training done elsewhere, whose `document` says what shows it. No agreement is named: a
    transcript goes to another employer.
    """

    course: str
    course_title: str
    course_version: int | None
    text_sha256: str
    rules: tuple[str, ...]
    kind: str
    completed_on: date
    time_zone: str
    score_percent: int | None
    pass_mark: int | None
    valid_through: date | None
    certificate: str
    state: str
    issued_by: str
    document: str


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """Everything somebody completed, as one house knows it at an instant."""

    worker: str
    holder: str
    organization: str
    made_at: datetime
    demonstration: bool
    lines: tuple[Line, ...]
    key: str
    document_certificates: tuple[str, ...]

    @property
    def stated(self) -> bytes:
        """The bytes that are signed."""
        return _stated(self)


@dataclass(frozen=True)
class Read:
    """What the record of a transcript says of itself."""

    holder: str
    worker: str
    organization: str
    made_at: datetime
    completions: int
    demonstration: bool
    key: str
    document_certificates: frozenset[str]


def transcript_record(transcript: Transcript, sign: Signs) -> bytes:
    """Return the file that is attached: the transcript and its signature, as JSON."""
    signature = b64encode(sign(transcript.stated)).decode()
    return canonical({"signature": signature, "transcript": transcript})


def transcript_key(record: bytes) -> str:
    """Return the id of the key that a record says it was signed with; raise `NotSound`."""
    return str(_parts(record)[0].get("key", ""))


def read_transcript(record: bytes, check: Checks) -> Read:
    """Return what a record says whose signature `check` accepts; else raise `NotSound`."""
    told, signature = _parts(record)
    if not check(_stated(told), signature):
        raise NotSound("its record is not as it was signed")
    signed = b64encode(signature).decode()
    if canonical({"signature": signed, "transcript": told}) != record:
        raise NotSound("its record is not written as it was signed")
    try:
        return Read(
            holder=str(told["holder"]),
            worker=str(told["worker"]),
            organization=str(told["organization"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            completions=len(told["lines"]),
            demonstration=bool(told["demonstration"]),
            key=str(told["key"]),
            document_certificates=frozenset(told["document_certificates"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotSound("its record says other things than a transcript does") from error


def _stated(told: object) -> bytes:
    return FORM.encode() + b"\n" + canonical(told)


def _parts(record: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        whole = json.loads(record)
        return dict(whole["transcript"]), b64decode(whole["signature"], validate=True)
    except (ValueError, KeyError, TypeError, NotBase64, RecursionError) as error:
        raise NotSound("its record cannot be read") from error
