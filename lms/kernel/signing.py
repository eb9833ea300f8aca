"""Keys: Ed25519 signs bytes, which anybody checks for ever; another key signs PDF documents."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b, sha256
from typing import Final, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509.oid import NameOID

ID_BYTES: Final = 8
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_PUBLIC, _HASHED = b"Ed", b"ED"
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
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "


@dataclass(frozen=True)
class PublicKey:
    """What checks signatures; `raw` are its 32 bytes."""

    raw: bytes

    def __post_init__(self) -> None:
        """Refuse bytes that are no key with a `ValueError`."""
        Ed25519PublicKey.from_public_bytes(self.raw)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a key from PEM, or from minisign's file; raise `ValueError` if it is neither."""
        text = text.strip()
        if text.startswith("-----BEGIN"):
            return cls._from_pem(text)
        try:
            whole = b64decode(text.splitlines()[-1], validate=True)
        except (NotBase64, ValueError, IndexError):
            whole = b""
        if len(whole) != len(_PUBLIC) + ID_BYTES + KEY_BYTES or not whole.startswith(_PUBLIC):
            raise ValueError("not a public key")
        return cls(whole[-KEY_BYTES:])

    @classmethod
    def _from_pem(cls, text: str) -> Self:
        try:
            key = load_pem_public_key(text.encode())
        except UnsupportedAlgorithm as error:
            raise ValueError("not a public key") from error
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")  # noqa: TRY004 - a wrong text, not a wrong type
        return cls(key.public_bytes_raw())

    @property
    def id(self) -> str:
        """The key's short thumbprint: the first sixteen hex digits of its SHA-256."""
        return sha256(self.raw).hexdigest()[: 2 * ID_BYTES]

    @property
    def pem(self) -> str:
        """The key as OpenSSL reads it."""
        key = Ed25519PublicKey.from_public_bytes(self.raw)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def minisign_public(self) -> str:
        """The key as `minisign -V -p` reads it, which shows the same id in capitals."""
        return (
            f"{_UNTRUSTED}minisign public key {self.id.upper()}\n"
            f"{_encoded(_PUBLIC, self._number, self.raw)}\n"
        )

    def verify(self, content: bytes, signature: bytes) -> bool:
        """Say whether a signature is this key's, of exactly these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def trusted_comment(self, content: bytes, signature_file: str) -> str | None:
        """Return the comment that a minisign signature of these bytes vouches for.

        None if the file is no signature of this key's, or the bytes or the comment are others.
        """
        try:
            _, line, comment, over_all = signature_file.splitlines()
            whole, seal = b64decode(line, validate=True), b64decode(over_all, validate=True)
        except (NotBase64, ValueError):
            return None
        signature = whole[-SIGNATURE_BYTES:]
        told = comment.removeprefix(_TRUSTED)
        sound = (
            whole[:-SIGNATURE_BYTES] == _HASHED + self._number
            and self.verify(_hashed(content), signature)
            and self.verify(signature + told.encode(), seal)
        )
        return told if sound else None

    @property
    def _number(self) -> bytes:
        return bytes.fromhex(self.id)[::-1]  # minisign writes ids with the last byte first


def public_keys(text: str) -> list[PublicKey]:
    """Read every key of a text, in either form; raise `ValueError` if there is none."""
    parts = re.split(rf"^(?={_UNTRUSTED}|-----BEGIN )", text, flags=re.MULTILINE)
    return [PublicKey.read(part) for part in parts if part.strip()] or [PublicKey.read(text)]


@dataclass(frozen=True)
class SigningKey:
    """What makes signatures. Equal bytes have equal signatures, as Ed25519 has it."""

    _private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """Make a key nobody can guess: a secret that could be foretold would be none."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Return the one key of 32 bytes, for whoever keeps a key elsewhere or tries things."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def read(cls, pem: bytes) -> Self:
        """Read a key from PEM (PKCS#8, not encrypted); raise `ValueError` if it is none."""
        try:
            key = load_pem_private_key(pem, password=None)
        except (UnsupportedAlgorithm, TypeError) as error:
            raise ValueError("not a private key") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("not an Ed25519 key")  # noqa: TRY004 - a wrong file, not a wrong type
        return cls(key)

    @property
    def pem(self) -> bytes:
        """The secret, as it lies in its file."""
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def public(self) -> PublicKey:
        """The half that may be shown to anybody."""
        return PublicKey(self._private.public_key().public_bytes_raw())

    @property
    def id(self) -> str:
        """The short thumbprint of the public half."""
        return self.public.id

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes that only this key makes of these bytes."""
        return self._private.sign(content)

    def minisign_signature(self, content: bytes, trusted_comment: str) -> str:
        """Return the text of a `.minisig` file, which `minisign -V` accepts.

        The comment, one line, is signed too.
        """
        if len(trusted_comment.splitlines()) > 1:
            raise ValueError("a trusted comment is one line")
        public = self.public
        signature = self.sign(_hashed(content))
        over_all = self.sign(signature + trusted_comment.encode())
        return (
            f"{_UNTRUSTED}signature of key {public.id.upper()}\n"
            f"{_encoded(_HASHED, bytes.fromhex(public.id)[::-1], signature)}\n"
            f"{_TRUSTED}{trusted_comment}\n"
            f"{_encoded(over_all)}\n"
        )


@dataclass(frozen=True)
class DocumentKey:
    """What signs PDF documents, as their readers know it: a private key and its certificate.

    Both are PEM; the signer's certificate comes first, those that vouch for it follow.
    """

    private: bytes = field(repr=False)
    certificates: bytes

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
    def name(self) -> str:
        """Whose certificate it is, as readers of PDFs show it."""
        subject = x509.load_pem_x509_certificates(self.certificates)[0].subject
        named = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else subject.rfc4514_string()


def _within(name: str) -> str:
    """Shorten a name to the 64 bytes that a certificate has room for."""
    written = name.encode()
    if len(written) <= _NAME_BYTES:
        return name
    return written[: _NAME_BYTES - 3].decode(errors="ignore") + "\N{HORIZONTAL ELLIPSIS}"


def _hashed(content: bytes) -> bytes:
    return blake2b(content, digest_size=64).digest()


def _encoded(*parts: bytes) -> str:
    return b64encode(b"".join(parts)).decode()
