"""What a certificate claims, in the one form that is signed, and how it lies in its file."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from lms.kernel.canonical import canonical

FORM: Final = "part2-lms certificate 1"
"""Stands before what is signed, so that a signature of another kind is none of a certificate."""

Signs = Callable[[bytes], bytes]
Checks = Callable[[bytes, bytes], bool]


class NotSound(ValueError):  # noqa: N818 - reads as a sentence: `raise NotSound(...)`
    """A record is not one, or not as it was signed; the message names what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Everything an issued certificate says, for programs.

    `kind` is full or refresher; `corrects` the number of a certificate that this one replaces;
    `agreements` is empty, for a certificate goes into the hands of one client and must name no
    other; `document_certificates` the thumbprints of those in the PDF's own signature, the
    signer's first; `checkpoint` where the ledger stood at issue: a witness outside the house.
    """

    number: str
    holder: str
    organization: str
    course: str
    course_title: str
    course_version: int
    text_sha256: str
    rules: tuple[str, ...]
    kind: str
    completed_at: datetime
    completed_on: date
    time_zone: str
    valid_through: date | None
    score_percent: int
    pass_mark: int
    agreements: tuple[str, ...]
    issued_at: datetime
    corrects: str | None
    demonstration: bool
    key: str
    document_certificates: tuple[str, ...]
    checkpoint: str | None = None

    @property
    def stated(self) -> bytes:
        """The bytes that are signed."""
        return FORM.encode() + b"\n" + canonical(self)


def recorded(claim: Claim, sign: Signs) -> bytes:
    """Return the file that is attached to a certificate: the claim and its signature, as JSON."""
    signature = b64encode(sign(claim.stated)).decode()
    return canonical({"claim": claim, "signature": signature})


def key_of(record: bytes) -> str:
    """Return the id of the key that a record says it was signed with; raise `NotSound`."""
    return str(_parts(record)[0].get("key", ""))


def read_record(record: bytes, check: Checks) -> Claim:
    """Return the claim of a record whose signature `check` accepts.

    Raises `NotSound` if it does not, or if one byte is not as it was written.
    """
    told, signature = _parts(record)
    claim = _claim(told)
    if not check(claim.stated, signature):
        raise NotSound("its record is not as it was signed")
    if recorded(claim, lambda _: signature) != record:
        raise NotSound("its record is not written as it was signed")
    return claim


def _parts(record: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        whole = json.loads(record)
        return dict(whole["claim"]), b64decode(whole["signature"], validate=True)
    except (ValueError, KeyError, TypeError, NotBase64, RecursionError) as error:
        raise NotSound("its record cannot be read") from error


def _claim(told: dict[str, Any]) -> Claim:
    try:
        values = {field.name: told[field.name] for field in fields(Claim)}
        ends = values["valid_through"]
        return Claim(
            **{
                **values,
                "rules": tuple(values["rules"]),
                "agreements": tuple(values["agreements"]),
                "document_certificates": tuple(values["document_certificates"]),
                "completed_at": datetime.fromisoformat(values["completed_at"]),
                "completed_on": date.fromisoformat(values["completed_on"]),
                "issued_at": datetime.fromisoformat(values["issued_at"]),
                "valid_through": None if ends is None else date.fromisoformat(ends),
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotSound("its record says other things than a certificate does") from error
