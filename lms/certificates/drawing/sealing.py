"""The organization's signature in a finished document (PAdES), which readers of PDFs show."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import (
    PdfSignatureMetadata,
    PdfSigner,
    Signer,
    SimpleSigner,
)
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lms.certificates.drawing.token import Token
from lms.kernel.aside import aside
from lms.kernel.errors import Unavailable
from lms.kernel.outgoing.document_key import DocumentKey

_HEX_DIGITS_A_BYTE: Final = 2
_WITHOUT_CERTIFICATES: Final = 1200
"""Bytes of a signature by RSA with 4,096 bits, and what stands around it."""
_TIME_STAMP: Final = 8000
"""Bytes of the answer of a time stamping authority, with its certificates."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a signature: in which field, when (aware), and who stamps the time."""

    field: str
    at: datetime
    stamper: TimeStamper | None = None


def sealed(content: bytes, key: DocumentKey, asked: Asked) -> bytes:
    """Return a document with its empty field signed; nothing before is changed, only added to.

    It says that nobody may change it afterwards. Raises `OSError` if the authority that was to
    stamp the time does not answer, and `Unavailable` if a token that holds the key does not,
    or the days of the certificate are over.
    """
    meta = PdfSignatureMetadata(
        field_name=asked.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = io.BytesIO()
    own, *others = load_certs_from_pemder_data(key.certificates)
    _must_be_valid(own, asked.at)
    reserved = _WITHOUT_CERTIFICATES + sum(len(one.dump()) for one in (own, *others))

    def sign() -> None:
        with _signer(key, own, others) as signer:
            _TimedSigner(meta, signer, asked).sign_pdf(
                _Adding(io.BytesIO(content)),
                existing_fields_only=True,
                bytes_reserved=_HEX_DIGITS_A_BYTE
                * (reserved + (_TIME_STAMP if asked.stamper else 0)),
                output=out,
            )

    aside(sign)
    return out.getvalue()


def _must_be_valid(own: Certificate, at: datetime) -> None:
    """Refuse to sign with a certificate whose days are over: every reader would say so."""
    if not own.not_valid_before <= at <= own.not_valid_after:
        first, last = own.not_valid_before.date(), own.not_valid_after.date()
        raise Unavailable(
            f"Nothing can be signed: the certificate that signs documents is valid from {first} "
            f"through {last}. Nothing was recorded, and what was saved before is safe. Tell your "
            "administrator: LMS_SIGNING_CERTIFICATE needs a new one, or the clock is wrong."
        )


@contextmanager
def _signer(key: DocumentKey, own: Certificate, others: list[Certificate]) -> Iterator[Signer]:
    """Open what signs: the key that is at hand, or the token that holds it."""
    if not key.token:
        store = SimpleCertificateStore.from_certs(others)  # type: ignore[no-untyped-call]  # pyHanko leaves it open
        private = load_private_key_from_pemder_data(key.private, passphrase=None)
        yield SimpleSigner(own, private, store, embed_roots=True)
        return
    token = Token.read(key.token)
    with token.session() as session:
        from pyhanko.sign.pkcs11 import PKCS11Signer  # noqa: PLC0415 - it needs the library too

        yield PKCS11Signer(
            session,
            signing_cert=own,
            ca_chain=others,
            key_label=token.label,
            bulk_fetch=False,
            use_raw_mechanism=True,  # some tokens know no mechanism that hashes too
        )


class _Adding(IncrementalPdfFileWriter):
    """Adds the signature alone: what the file says of itself stays as it was drawn."""

    def _update_meta(self) -> None:
        pass


class _TimedSigner(PdfSigner):
    """Takes the time it is given, where pyHanko would look at a clock."""

    def __init__(self, meta: PdfSignatureMetadata, signer: Signer, asked: Asked) -> None:
        super().__init__(meta, signer, timestamper=asked.stamper)
        self._at = asked.at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - as pyHanko declares it
    ) -> PdfSigningSession:
        """Begin to sign, at the given instant."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session
