"""Is a bag what was packed? Every file that was changed, removed or added has its name told."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import IO, Final

from lms.kernel.outgoing.bag import (
    MANIFEST,
    SIGNATURES,
    TAGS,
    read_manifest,
)

PIECE: Final = 1 << 20
ZIP: Final = b"PK"
"""How every ZIP begins."""
DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError),
    *(EOFError, OSError, KeyError, IndexError, OverflowError),
)
"""What reading a file that somebody altered may come to."""

Vouched = Callable[[bytes, Mapping[str, bytes]], Mapping[str, bool]]
"""From the bytes that were signed and the signatures, by name, to whether each holds."""


def is_bag(content: bytes) -> bool:
    """Say whether a file is a ZIP, as bags are."""
    return content.startswith(ZIP)


def faults_of(file: IO[bytes], vouched: Vouched) -> Iterator[str]:
    """Yield what is wrong with a bag, each in a sentence that names the file; nothing if sound."""
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED:
        yield "The ZIP itself is damaged"
        return
    with archive:
        yield from _Opened(archive).faults(vouched)


class _Opened:
    """A bag that is looked through; `folder` is what holds all of it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        names = [entry.filename for entry in archive.infolist()]
        homes = [name.removesuffix(TAGS) for name in names if name.endswith(f"/{TAGS}")]
        self._folder = min(homes, key=len, default="")
        self._names = names
        self._told: set[str] = set()

    def faults(self, vouched: Vouched) -> Iterator[str]:
        """Yield what is wrong."""
        if not self._folder:
            yield f"{TAGS} is missing: this is neither an evidence pack nor a backup"
            return
        for name in sorted(set(self._names)):
            if self._names.count(name) > 1:
                yield f"{self._plain(name)} is there more than once"
        listed = self._content(TAGS)
        if listed is None:
            yield f"{TAGS} was changed"
            return
        yield from self._signed(listed, vouched)
        yield from self._listed(TAGS, listed)
        payload = self._content(MANIFEST)
        if payload is not None:
            yield from self._listed(MANIFEST, payload)
        known = self._told | {TAGS, *SIGNATURES}
        for name in sorted({self._plain(name) for name in self._names} - known):
            yield f"{name} was added"

    def _signed(self, listed: bytes, vouched: Vouched) -> Iterator[str]:
        found = {name: self._content(name) for name in sorted(SIGNATURES)}
        for name, content in found.items():
            if content is None:
                there = f"{self._folder}{name}" in self._names
                yield f"{name} was changed" if there else f"{name} is missing"
        held = vouched(listed, {name: one for name, one in found.items() if one is not None})
        if held and not any(held.values()):
            yield f"{TAGS} was changed, or no trusted key signed it"
        elif not all(held.values()):
            yield from (f"{name} was changed" for name, holds in held.items() if not holds)

    def _listed(self, name: str, content: bytes) -> Iterator[str]:
        try:
            digests = read_manifest(content)
        except ValueError:
            yield f"{name} was changed: it cannot be read"
            return
        for file, digest in digests.items():
            self._told.add(file)
            if self._folder + file not in self._names:
                yield f"{file} is missing"
            elif self._digest(file) != digest:
                yield f"{file} was changed"

    def _digest(self, name: str) -> str | None:
        seal = sha256()
        try:
            with self._archive.open(self._folder + name) as file:
                while piece := file.read(PIECE):
                    seal.update(piece)
        except DAMAGED:
            return None
        return seal.hexdigest()

    def _content(self, name: str) -> bytes | None:
        try:
            return self._archive.read(self._folder + name)
        except DAMAGED:
            return None

    def _plain(self, name: str) -> str:
        return name.removeprefix(self._folder)
