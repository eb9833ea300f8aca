"""The organization's signature, as other programs see it."""

import json
from base64 import b64decode
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)

from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.pdf import render
from lms.kernel.errors import Unavailable
from lms.kernel.outgoing.document_key import DocumentKey
from tests.builders import NOON
from tests.certificates.samples import KEY, PLAIN
from tests.certificates.sealing import DOCUMENT_KEY, issued, tool


def told(content: bytes, folder: Path) -> str:
    """What poppler says of the signatures of a file."""
    path = folder / "certificate.pdf"
    path.write_bytes(content)
    return tool("pdfsig", "-nocert", str(path))


def test_a_reader_of_pdfs_says_whose_it_is_and_that_nothing_changed(tmp_path: Path) -> None:
    said = told(issued(), tmp_path)

    assert "Signature Validation: Signature is Valid." in said
    assert "Signer Certificate Common Name: Harbor Billing Services" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said


def test_a_reader_of_pdfs_notices_a_changed_byte(tmp_path: Path) -> None:
    content = bytearray(issued())
    content[len(content) // 2] ^= 1

    assert "Signature is Valid" not in told(bytes(content), tmp_path)


def test_the_record_is_checked_with_openssl_by_hand(tmp_path: Path) -> None:
    (tmp_path / "certificate.pdf").write_bytes(issued())
    tool("pdfdetach", "-save", "1", "-o", f"{tmp_path}/told", f"{tmp_path}/certificate.pdf")
    told = json.loads((tmp_path / "told").read_text())
    claim = json.dumps(told["claim"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    (tmp_path / "signed").write_bytes(b"part2-lms certificate 1\n" + claim.encode())
    (tmp_path / "signature").write_bytes(b64decode(told["signature"]))
    (tmp_path / "key.pem").write_text(KEY.public.pem)

    said = tool(
        *("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", f"{tmp_path}/key.pem", "-rawin"),
        *("-in", f"{tmp_path}/signed", "-sigfile", f"{tmp_path}/signature"),
    )

    assert "Signature Verified Successfully" in said


def test_signing_only_adds_to_what_was_drawn_and_takes_the_time_it_is_given() -> None:
    drawn = render(PLAIN)
    signed = sealed(drawn, DOCUMENT_KEY, Asked(FIELD, NOON))

    assert signed.startswith(drawn)
    assert rb"/M (D\07220260131120000Z)" in signed[len(drawn) :]
    assert len(signed) - len(drawn) < 8_000


def test_the_certificate_has_no_last_day_and_a_long_name_is_shortened() -> None:
    (own,) = x509.load_pem_x509_certificates(DOCUMENT_KEY.certificates)
    long = DocumentKey.new("Ö" * 60, NOON.date())

    assert own.not_valid_after_utc.year == 9999
    assert own.fingerprint(SHA256()).hex() == DOCUMENT_KEY.thumbprints[0]
    assert DOCUMENT_KEY.name == "Harbor Billing Services"
    assert long.name == "Ö" * 30 + "\N{HORIZONTAL ELLIPSIS}"


def test_an_organizations_own_key_is_read_from_either_kind_of_file() -> None:
    private = load_pem_private_key(DOCUMENT_KEY.private, None)
    (own,) = x509.load_pem_x509_certificates(DOCUMENT_KEY.certificates)
    assert isinstance(private, EllipticCurvePrivateKey)
    locked = pkcs12.serialize_key_and_certificates(
        b"own", private, own, None, BestAvailableEncryption(b"open")
    )

    assert DocumentKey.from_pkcs12(locked, b"open") == DOCUMENT_KEY
    assert DocumentKey.read(DOCUMENT_KEY.private + DOCUMENT_KEY.certificates) == DOCUMENT_KEY
    with pytest.raises(ValueError, match=r".+"):
        DocumentKey.from_pkcs12(locked, b"wrong")


def test_a_certificate_whose_days_are_over_signs_nothing_and_says_so() -> None:
    own = x509.load_pem_x509_certificates(DOCUMENT_KEY.certificates)[0]
    before = own.not_valid_before_utc - timedelta(seconds=1)

    with pytest.raises(Unavailable, match=r"valid from 2026-01-30 through 9999-12-31\. Nothing"):
        sealed(render(PLAIN), DOCUMENT_KEY, Asked(FIELD, before))


def test_a_key_with_somebody_elses_certificate_is_refused() -> None:
    other = DocumentKey.new("Somebody else", NOON.date())

    with pytest.raises(ValueError, match="not that of the key"):
        DocumentKey.read(DOCUMENT_KEY.private + other.certificates)
