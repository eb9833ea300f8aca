"""The organization's signature in a finished document (PAdES), which readers of PDFs show."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import (
    PdfSignatureMetadata,
    PdfSigner,
    SimpleSigner,
)
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lms.kernel.aside import aside
from lms.kernel.signing import DocumentKey

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
    stamp the time does not answer.
    """
    signer, reserved = _signer(key)
    meta = PdfSignatureMetadata(
        field_name=asked.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = io.BytesIO()
    aside(
        lambda: _TimedSigner(meta, signer, asked).sign_pdf(
            _Adding(io.BytesIO(content)),
            existing_fields_only=True,
            bytes_reserved=_HEX_DIGITS_A_BYTE * (reserved + (_TIME_STAMP if asked.stamper else 0)),
            output=out,
        )
    )
    return out.getvalue()


def _signer(key: DocumentKey) -> tuple[SimpleSigner, int]:
    """Return what signs, and how many bytes a signature of its takes at most."""
    own, *others = load_certs_from_pemder_data(key.certificates)
    store = SimpleCertificateStore.from_certs(others)  # type: ignore[no-untyped-call]  # pyHanko leaves it open
    private = load_private_key_from_pemder_data(key.private, passphrase=None)
    size = _WITHOUT_CERTIFICATES + sum(len(one.dump()) for one in (own, *others))
    return SimpleSigner(own, private, store, embed_roots=True), size


class _Adding(IncrementalPdfFileWriter):
    """Adds the signature alone: what the file says of itself stays as it was drawn."""

    def _update_meta(self) -> None:
        pass


class _TimedSigner(PdfSigner):
    """Takes the time it is given, where pyHanko would look at a clock."""

    def __init__(self, meta: PdfSignatureMetadata, signer: SimpleSigner, asked: Asked) -> None:
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
