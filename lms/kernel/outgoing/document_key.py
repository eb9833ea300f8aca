"""What signs PDF documents that go out, as their readers know it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509.oid import NameOID

_NO_LAST_DAY: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""As RFC 5280 writes it (section 4.1.2.5)."""
_SIGNS_DOCUMENTS: Final = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
_NAME_BYTES: Final = 64


@dataclass(frozen=True)
class DocumentKey:
    """What signs PDF documents, as their readers know it: a private key and its certificate.

    Both are PEM, the signer's certificate first. A key in a `token` (RFC 7512) never leaves it.
    """

    private: bytes = field(repr=False)
    certificates: bytes
    token: str = ""

    @classmethod
    def new(cls, name: str, day: date) -> Self:
        """Make a key and a certificate that nobody vouches for but the organization itself.

        It has no last day, so a document signed once does not become doubtful with time.
        """
        key = generate_private_key(SECP256R1())
        whose = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, _within(name)),
                x509.NameAttribute(NameOID.COMMON_NAME, _within(name)),
            ]
        )
        certificate = (
            x509.CertificateBuilder(whose, whose, key.public_key(), x509.random_serial_number())
            .not_valid_before(datetime.combine(day, time(), UTC) - timedelta(days=1))
            .not_valid_after(_NO_LAST_DAY)
            .add_extension(_SIGNS_DOCUMENTS, critical=True)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(key, SHA256())
        )
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return cls(private, certificate.public_bytes(Encoding.PEM))

    @classmethod
    def read(cls, pem: bytes) -> Self:
        """Read a private key and its certificates from PEM, the signer's own first.

        Raises `ValueError` if one is missing or they do not belong together.
        """
        return cls._of(load_pem_private_key(pem, None), x509.load_pem_x509_certificates(pem))

    @classmethod
    def in_token(cls, pem: bytes, token: str) -> Self:
        """Read the certificates of a key that lies in a token; raise `ValueError` if none is."""
        own = x509.load_pem_x509_certificates(pem)[0].public_key()
        if not isinstance(own, EllipticCurvePublicKey | RSAPublicKey):
            raise ValueError("no key of an elliptic curve or RSA")  # noqa: TRY004 - a wrong file
        return cls(b"", pem, token)

    @classmethod
    def from_pkcs12(cls, content: bytes, password: bytes | None) -> Self:
        """Read a PKCS#12 file (.p12, .pfx); raise `ValueError` if it is none, or locked."""
        private, own, others = load_key_and_certificates(content, password)
        return cls._of(private, [own, *others] if own else [])

    @classmethod
    def _of(cls, private: object, certificates: list[x509.Certificate]) -> Self:
        if not isinstance(private, EllipticCurvePrivateKey | RSAPrivateKey) or not certificates:
            raise ValueError("no key of an elliptic curve or RSA with its certificate")
        if private.public_key() != certificates[0].public_key():
            raise ValueError("the first certificate is not that of the key")
        pem = b"".join(one.public_bytes(Encoding.PEM) for one in certificates)
        return cls(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), pem)

    @property
    def thumbprints(self) -> tuple[str, ...]:
        """The SHA-256 of each certificate in hex, as readers show it; the signer's first."""
        found = x509.load_pem_x509_certificates(self.certificates)
        return tuple(one.fingerprint(SHA256()).hex() for one in found)

    @property
    def ends_on(self) -> date:
        """The last day (UTC) of the signer's certificate."""
        return x509.load_pem_x509_certificates(self.certificates)[0].not_valid_after_utc.date()

    @property
    def name(self) -> str:
        """Whose certificate it is, as readers of PDFs show it."""
        subject = x509.load_pem_x509_certificates(self.certificates)[0].subject
        named = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else subject.rfc4514_string()


def _within(name: str) -> str:
    """Shorten a name to the 64 bytes that a certificate has room for."""
    short = name.encode()[: _NAME_BYTES - 3].decode(errors="ignore")
    return name if len(name.encode()) <= _NAME_BYTES else f"{short}\N{HORIZONTAL ELLIPSIS}"
