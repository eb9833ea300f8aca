"""Keys of Ed25519: what signs bytes, and what checks them for ever."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

ID_BYTES: Final = 8
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_PUBLIC, _HASHED = b"Ed", b"ED"
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


def _hashed(content: bytes) -> bytes:
    return blake2b(content, digest_size=64).digest()


def _encoded(*parts: bytes) -> str:
    return b64encode(b"".join(parts)).decode()
