"""The folder of the organization's keys: one that signs, and every public one there ever was."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from lms.kernel.canonical import plain
from lms.kernel.errors import InvalidSettings, Refused
from lms.kernel.outgoing.document_key import DocumentKey
from lms.kernel.signing import PublicKey, SigningKey

KEY: Final = "LMS_KEYS"
PRIVATE: Final = "signing.pem"
PUBLIC: Final = "public.json"
DOCUMENT: Final = "document.pem"
LOCK: Final = "lock"
_OTHERS: Final = 0o077


@dataclass(frozen=True)
class KnownKey:
    """A public key and the days on which it signed; `until_on` is None while it does."""

    public: PublicKey
    from_on: date
    until_on: date | None = None

    def signed_on(self, day: date) -> bool:
        """Say whether the key was in use on a day (UTC)."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Keyring:
    """A folder, its owner's alone (0700, files 0600), read anew at each use.

    So a key that is rotated is followed by processes that run. Whatever is wrong with the
    folder is an `InvalidSettings` that names LMS_KEYS, the file and what to do.
    """

    folder: Path
    own_document_key: DocumentKey | None = None
    """The organization's own, where a certificate authority vouches for it."""
    stamps_at: str = ""
    """The address of an authority that vouches for the time (RFC 3161); empty for none."""

    @property
    def made(self) -> bool:
        """Whether keys were ever made here."""
        return (self.folder / PUBLIC).exists() or (self.folder / PRIVATE).exists()

    @property
    def current(self) -> SigningKey:
        """The key that signs today."""
        path = self.folder / PRIVATE
        try:
            key = SigningKey.read(self._read(path))
        except ValueError:
            raise _wrong(f"{path} is not a key. Bring it back from a backup.") from None
        if not any(one.public == key.public and one.until_on is None for one in self.known()):
            raise _wrong(
                f"{path} is not the key that {self.folder / PUBLIC} names as the current one. "
                "Bring both back from one backup, or run: part2-lms keys rotate"
            )
        return key

    @property
    def document(self) -> DocumentKey:
        """The key that signs PDF documents."""
        if self.own_document_key is not None:
            return self.own_document_key
        path = self.folder / DOCUMENT
        try:
            return DocumentKey.read(self._read(path))
        except ValueError:
            raise _wrong(f"{path} is no key with its certificate. Bring it back.") from None

    def known(self) -> tuple[KnownKey, ...]:
        """Return every key that ever signed here, oldest first."""
        path = self.folder / PUBLIC
        try:
            return known_keys(self._read(path))
        except (ValueError, KeyError, TypeError):
            raise _wrong(f"{path} cannot be understood. Bring it back from a backup.") from None

    def of(self, id: str) -> KnownKey | None:  # noqa: A002 - it is an id, and callers say so
        """Return the key of an id, however old it is; None if it is nobody's here."""
        return next((one for one in self.known() if one.public.id == id), None)

    def contents(self, *, secrets: bool) -> dict[str, bytes]:
        """Return the folder's files by name, to be copied: the public keys, or what signs too."""
        names = (PUBLIC, PRIVATE, DOCUMENT) if secrets else (PUBLIC,)
        return {name: self._read(self.folder / name) for name in names}

    def bring_back(self, contents: Mapping[str, bytes]) -> None:
        """Make the folder anew of files that were copied; where keys are made, none is lost.

        Raises `Refused` if the keys that are here know less than those that were copied.
        """
        with self._locked():
            if not self.made:
                for name in (PRIVATE, DOCUMENT, PUBLIC):
                    if name in contents:
                        self._write(name, contents[name])
                return
            here = {one.public for one in self.known()}
            if not {one.public for one in known_keys(contents[PUBLIC])} <= here:
                raise Refused(
                    f"{self.folder} holds other keys than the backup. Set {KEY} to a folder that "
                    "is not there yet, and run it again."
                )

    def make(self, day: date, name: str) -> None:
        """Make the folder and its first keys, unless they are there; two may try at once.

        `name` is the organization's, as readers of PDFs will show it.

        Raises `InvalidSettings` where public keys are known but the one that signs is gone: a
        new one in its place would hide the loss.
        """
        with self._locked():
            has_private, has_public = ((self.folder / name).exists() for name in (PRIVATE, PUBLIC))
            if not has_private and not has_public:
                self._write(PRIVATE, SigningKey.new().pem)
            if not has_public:
                public = SigningKey.read(self._read(self.folder / PRIVATE)).public
                self._write_known(KnownKey(public, day))
            if not (self.folder / DOCUMENT).exists():
                self._write_document(name, day)
        self.current  # noqa: B018 - to see at once that it can be used

    def rotate(self, day: date, name: str) -> KnownKey:
        """Let new keys sign from a day on; the old one's public half is kept for ever.

        The old private keys are gone afterwards: nothing needs them, and nobody can misuse them.
        """
        with self._locked():
            key = SigningKey.new()
            before = [replace(one, until_on=one.until_on or day) for one in self.known()]
            self._write(PRIVATE, key.pem)
            self._write_known(*before, KnownKey(key.public, day))
            self._write_document(name, day)
        return KnownKey(key.public, day)

    def _read(self, path: Path) -> bytes:
        try:
            for one in (self.folder, path):
                _must_be_ours_alone(one)
            return path.read_bytes()
        except OSError as error:
            raise _wrong(
                f"{path} cannot be read ({error.strerror}). Bring it back from a backup; if "
                "nothing was ever signed here, run: part2-lms init"
            ) from None

    def _write_document(self, name: str, day: date) -> None:
        made = DocumentKey.new(name, day)
        self._write(DOCUMENT, made.private + made.certificates)

    def _write_known(self, *known: KnownKey) -> None:
        told = [_told(one) for one in known]
        self._write(PUBLIC, json.dumps(told, default=plain, indent=2).encode() + b"\n")

    def _write(self, name: str, content: bytes) -> None:
        draft = self.folder / f"{name}.draft"
        with os.fdopen(_for_the_owner(draft, os.O_TRUNC), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / name)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _must_be_ours_alone(self.folder)
            with os.fdopen(_for_the_owner(self.folder / LOCK), "wb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise _wrong(f"{self.folder} cannot be written: {error.strerror}.") from None


def known_keys(content: bytes) -> tuple[KnownKey, ...]:
    """Read the file of public keys; raise `ValueError`, `KeyError`, `TypeError` if it is none."""
    return tuple(_known(one) for one in json.loads(content))


def _must_be_ours_alone(path: Path) -> None:
    found = path.stat()
    if found.st_mode & _OTHERS:
        mode = "700" if path.is_dir() else "600"
        raise _wrong(f"others may read {path}. Run: chmod {mode} {path}")
    if os.geteuid() not in {0, found.st_uid}:
        raise _wrong(f"{path} belongs to another account of this machine. Run: chown it to yours.")


def _known(told: dict[str, Any]) -> KnownKey:
    until = told["until_on"]
    return KnownKey(
        PublicKey(bytes.fromhex(told["ed25519"])),
        date.fromisoformat(told["from_on"]),
        None if until is None else date.fromisoformat(until),
    )


def _told(key: KnownKey) -> dict[str, Any]:
    return {
        "id": key.public.id,
        "ed25519": key.public.raw.hex(),
        "from_on": key.from_on,
        "until_on": key.until_on,
    }


def _for_the_owner(path: Path, more: int = 0) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | more, 0o600)


def _wrong(told: str) -> InvalidSettings:
    return InvalidSettings(f"{KEY}: {told}")
