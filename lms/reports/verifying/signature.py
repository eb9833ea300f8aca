"""Is a PDF still what its signature was made for, to the last byte?"""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from lms.kernel.aside import aside
from lms.reports.verifying.verdict import NotGenuine


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
        signature = _only(reader.embedded_signatures)
        _must_stand_as_written(content, signature)
        stamped_at = _must_hold(signature)
        return Signed(
            frozenset(one.sha256.hex() for one in _certificates(signature)),
            stamped_at,
            _attached(reader),
        )
    except NotGenuine:
        raise
    except Exception as error:
        raise NotGenuine("its signature or its structure is damaged") from error


def _only(signatures: list[Any]) -> Any:  # noqa: ANN401 - pyHanko is untyped
    if not signatures:
        raise NotGenuine("it carries no signature")
    if len(signatures) > 1:
        raise NotGenuine("something was added after it was signed")
    return signatures[0]


def _must_hold(signature: Any) -> datetime | None:  # noqa: ANN401 - pyHanko is untyped
    trusting = ValidationContext(
        trust_roots=list(_certificates(signature)), allow_fetching=False, other_certs=()
    )
    status = aside(
        lambda: validate_pdf_signature(
            signature, signer_validation_context=trusting, ts_validation_context=trusting
        )
    )
    if not status.intact:
        raise NotGenuine("its bytes are not those that were signed")
    if not status.valid:
        raise NotGenuine("its signature is not that of its certificate")
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise NotGenuine("something was added after it was signed")
    stamp, tokens = status.timestamp_validity, _tokens(signature)
    if tokens and not (stamp and stamp.intact and stamp.valid and _named(tokens[0])):
        raise NotGenuine("its stamp of the time does not hold")
    return None if stamp is None else stamp.timestamp


def _tokens(signature: Any) -> list[Any]:  # noqa: ANN401 - pyHanko is untyped
    """Return the stamps of the time that a signature carries, as signed data."""
    return [
        one["values"][0]["content"]
        for one in signature.signer_info["unsigned_attrs"]
        if one["type"].native == "signature_time_stamp_token"
    ]


def _named(told: Any) -> bool:  # noqa: ANN401 - pyHanko is untyped
    """Say whether a stamp carries the certificate that its own signed words name.

    What else an authority wraps round its stamp is signed by nobody, and is not looked at.
    """
    [info] = told["signer_infos"]
    hashes = {
        getattr(hashlib, named["hash_algorithm"]["algorithm"].native)
        if kind == "signing_certificate_v2"
        else hashlib.sha1: named["cert_hash"].native
        for kind in ("signing_certificate", "signing_certificate_v2")
        for attribute in info["signed_attrs"]
        if attribute["type"].native == kind
        for named in list(attribute["values"][0]["certs"])[:1]
    }
    carried = [one.chosen.dump() for one in told["certificates"]]
    return bool(hashes) and all(
        any(make(one).digest() == digest for one in carried) for make, digest in hashes.items()
    )


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
    # Read anew, for what was taken apart already is put together slowly.
    fresh = cms.ContentInfo.load(bytes(signature.pkcs7_content))["content"]["signer_infos"][0]
    if fresh["unsigned_attrs"].dump():
        signer["unsigned_attrs"] = fresh["unsigned_attrs"]
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
