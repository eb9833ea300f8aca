"""What the printed symbol holds: the address to check at, and behind it a claim signed in short.

A camera reads `https://…/verify/<number>#<letters>`. Browsers keep what follows the `#` to
themselves, so no server hears a name; and with the public key the letters prove, with no server
at all, that these words were signed. They are Base32 (RFC 4648) without its padding, of

    1 byte   the form, 1
    16 bytes the beginning of the SHA-256 of the whole claim, as the PDF carries it
    8 bytes  the id of the key
    64 bytes the Ed25519 signature
    the rest in UTF-8, a line each: holder, course, version, completed on, valid through (empty
             where none is set), score in percent, kind, and `demonstration` if it is one

The signature is over the words `part2-lms symbol 1`, the number and all of it but the signature.
"""

import re
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from lms.certificates.claim import Checks, Claim, NotSound, Signs

FORM: Final = b"\x01"
_WHOLE, _KEY, _SIGNATURE = 16, 8, 64
_HEAD: Final = len(FORM) + _WHOLE + _KEY
_READ: Final = re.compile(r"\s*https?://\S+/([^/#\s]+)#([A-Z2-7]+)\s*")
_LINES: Final = 8


@dataclass(frozen=True, kw_only=True)
class ShortClaim:
    """What the symbol says; `whole` is the beginning of the whole claim's SHA-256, in hex."""

    number: str
    holder: str
    course: str
    course_version: int
    completed_on: date
    valid_through: date | None
    score_percent: int
    kind: str
    demonstration: bool
    key: str
    whole: str


def letters_of(claim: Claim, sign: Signs) -> str:
    """Return what stands behind the `#` in a certificate's symbol."""
    ends = claim.valid_through
    lines = (
        claim.holder,
        claim.course,
        str(claim.course_version),
        claim.completed_on.isoformat(),
        ends.isoformat() if ends else "",
        str(claim.score_percent),
        claim.kind,
        "demonstration" if claim.demonstration else "",
    )
    head = FORM + sha256(claim.stated).digest()[:_WHOLE] + bytes.fromhex(claim.key)
    rest = "\n".join(" ".join(line.split()) for line in lines).encode()
    signature = sign(_signed(claim.number, head, rest))
    return b32encode(head + signature + rest).decode().rstrip("=")


def is_symbol(text: str) -> bool:
    """Say whether a text looks like what a camera reads from a certificate."""
    return _READ.fullmatch(text) is not None


def key_in(text: str) -> str:
    """Return the id of the key that a symbol says it was signed with; raise `NotSound`."""
    return _bytes_of(text)[1][len(FORM) + _WHOLE : _HEAD].hex()


def read_symbol(text: str, check: Checks) -> ShortClaim:
    """Return what a symbol says if `check` accepts its signature; raise `NotSound` if not."""
    number, content = _bytes_of(text)
    head, signature = content[:_HEAD], content[_HEAD : _HEAD + _SIGNATURE]
    rest = content[_HEAD + _SIGNATURE :]
    if not check(_signed(number, head, rest), signature):
        raise NotSound("its words are not as they were signed")
    holder, course, version, completed, ends, score, kind, demonstration = rest.decode().split(
        "\n"
    )
    return ShortClaim(
        number=number,
        holder=holder,
        course=course,
        course_version=int(version),
        completed_on=date.fromisoformat(completed),
        valid_through=date.fromisoformat(ends) if ends else None,
        score_percent=int(score),
        kind=kind,
        demonstration=bool(demonstration),
        key=head[len(FORM) + _WHOLE :].hex(),
        whole=head[len(FORM) : len(FORM) + _WHOLE].hex(),
    )


def _bytes_of(text: str) -> tuple[str, bytes]:
    found = _READ.fullmatch(text)
    if found is None:
        raise NotSound("it is no symbol of a certificate")
    letters = found[2]
    try:
        content = b32decode(letters + "=" * (-len(letters) % 8))
    except NotBase32 as error:
        raise NotSound("it is not whole") from error
    whole = b32encode(content).decode().rstrip("=") == letters  # no bit that means nothing
    lines = content[_HEAD + _SIGNATURE :].count(b"\n") + 1
    if not content.startswith(FORM) or lines != _LINES or not whole:
        raise NotSound("it is not whole")
    return found[1], content


def _signed(number: str, head: bytes, rest: bytes) -> bytes:
    return b"part2-lms symbol 1\n" + number.encode() + b"\n" + head + rest
