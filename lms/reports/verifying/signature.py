"""Is a PDF still what its signature was made for, to the last byte?"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asn1crypto import cms
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from lms.reports.verifying.verdict import NotGenuine

_BROKEN: Final = (
    *(PdfReadError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError),
    *(AttributeError, RecursionError, NotImplementedError, OverflowError),
)
"""What reading a file that somebody altered may come to."""


@dataclass(frozen=True)
class Signed:
    """A document whose signature holds: by which certificates, stamped when, and what it holds.

    `thumbprints` are the SHA-256 of the certificates in hex, in no order.
    """

    thumbprints: frozenset[str]
    stamped_at: datetime | None
    attached: dict[str, bytes]


def signed_document(content: bytes) -> Signed:
    """Return what a signed PDF holds; raise `NotGenuine` if any byte of it is another.

    Who is behind the certificates is for the caller to decide.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content))
        signatures = reader.embedded_signatures
        if not signatures:
            raise NotGenuine("it carries no signature")
        if len(signatures) > 1:
            raise NotGenuine("something was added after it was signed")
        signature = signatures[0]
        _must_stand_as_written(content, signature)
        stamped_at = _must_hold(signature)
        return Signed(
            frozenset(one.sha256.hex() for one in _certificates(signature)),
            stamped_at,
            _attached(reader),
        )
    except _BROKEN as error:
        raise NotGenuine("its signature or its structure is damaged") from error


def _must_hold(signature: Any) -> datetime | None:  # noqa: ANN401 - pyHanko is untyped
    trusting = ValidationContext(
        trust_roots=list(_certificates(signature)), allow_fetching=False, other_certs=()
    )
    status = validate_pdf_signature(
        signature, signer_validation_context=trusting, ts_validation_context=trusting
    )
    if not status.intact:
        raise NotGenuine("its bytes are not those that were signed")
    if not status.valid:
        raise NotGenuine("its signature is not that of its certificate")
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise NotGenuine("something was added after it was signed")
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        raise NotGenuine("its stamp of the time does not hold")
    return None if stamp is None else stamp.timestamp


def _must_stand_as_written(content: bytes, signature: Any) -> None:  # noqa: ANN401 - pyHanko is untyped
    """Hold the signature itself to the one way it is written, for it cannot cover itself."""
    start, first, second, last = (int(number) for number in signature.byte_range)
    gap = content[first:second]
    written = _as_we_write(signature).hex().upper().encode()
    if (start, second + last) != (0, len(content)) or gap[:1] + gap[-1:] != b"<>":
        raise NotGenuine("something was added after it was signed")
    if gap[1:-1] != written.ljust(len(gap) - 2, b"0"):
        raise NotGenuine("its signature was altered")


def _as_we_write(signature: Any) -> bytes:  # noqa: ANN401 - pyHanko is untyped
    """Build the signature anew from what it is bound to: signed attributes, key, certificates."""
    told, info = signature.signed_data, signature.signer_info
    own = signature.signer_cert
    names = {"issuer": own.issuer, "serial_number": own.serial_number}
    algorithm = info["signature_algorithm"]["algorithm"].native
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", names),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": info["signed_attrs"],
        "signature_algorithm": {"algorithm": algorithm},
        "signature": info["signature"].native,
    }
    if info["unsigned_attrs"].native is not None:
        signer["unsigned_attrs"] = info["unsigned_attrs"]
    whole = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": told["certificates"],
        "signer_infos": [signer],
    }
    built = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(whole)})
    return bytes(built.dump())


def _certificates(signature: Any) -> list[Any]:  # noqa: ANN401 - pyHanko is untyped
    return [one.chosen for one in signature.signed_data["certificates"]]


def _attached(reader: Any) -> dict[str, bytes]:  # noqa: ANN401 - pyHanko is untyped
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    return {
        str(names[at]): bytes(names[at + 1]["/EF"]["/F"].data) for at in range(0, len(names), 2)
    }
