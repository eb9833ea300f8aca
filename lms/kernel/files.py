"""Files kept beside the database under the name of their digest: written once, never changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from lms.kernel.errors import Unavailable

DIGITS: Final = 64


@dataclass(frozen=True)
class FileStore:
    """A folder of frozen files, each found by the SHA-256 of its bytes."""

    root: Path

    def keep(self, content: bytes) -> str:
        """Keep bytes durably and return their SHA-256 in hex; equal bytes are kept once.

        The file stands whole under its name before this returns, so that a row which names
        it never points at nothing. A transaction undone later leaves a file nobody names,
        which does no harm. Raises `Unavailable` when the disk is full or not writable.
        """
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        try:
            if not path.exists():
                self._write(path, content)
        except OSError as error:
            raise Unavailable(
                "The file could not be stored: the disk is full or not writable. "
                "Nothing was changed; try again later, and tell your administrator."
            ) from error
        return digest

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest; raise `Unavailable` if they are gone or were altered."""
        try:
            content = self._path(digest).read_bytes()
        except OSError as error:
            raise Unavailable(
                "The stored file could not be read. Tell your administrator: it must be "
                "brought back from a backup."
            ) from error
        if sha256(content).hexdigest() != digest:
            raise Unavailable(
                "The stored file is not the one that was kept. Tell your administrator: it "
                "must be brought back from a backup."
            )
        return content

    def remove(self, digest: str) -> None:
        """Take a file away, if it is there: its time is over, and nothing names it any more."""
        try:
            self._path(digest).unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(
                f"The stored file {digest} could not be removed: {error.strerror}. Remove it."
            ) from error

    def digests(self) -> Iterator[str]:
        """Yield the digest of every file that is kept, in order."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            names = (path.name for path in folder.iterdir())
            yield from sorted(name for name in names if len(name) == DIGITS)

    def _path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
            except OSError:
                Path(draft.name).unlink()
                raise
        Path(draft.name).replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
