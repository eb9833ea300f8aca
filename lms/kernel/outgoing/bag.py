"""A bag (BagIt 1.0, RFC 8493) in a ZIP: files, their digests, and a signature over those."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import IO, Final, Self

from lms.kernel.outgoing.zips import member
from lms.kernel.signing import SigningKey

DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST: Final = "manifest-sha256.txt"
TAGS: Final = "tagmanifest-sha256.txt"
MINISIG: Final = f"{TAGS}.minisig"
RAW_SIGNATURE: Final = f"{TAGS}.sig"
SIGNATURES: Final = frozenset({MINISIG, RAW_SIGNATURE})
PAYLOAD: Final = "data/"
_ENCODED: Final = str.maketrans({"%": "%25", "\n": "%0A", "\r": "%0D"})

Sign = Callable[[bytes], Mapping[str, bytes]]
"""From the bytes that say everything to the files that vouch for them, by name."""


class Bag:
    """A bag that is written a file at a time, so that memory stays flat; equal files, equal bytes.

    `folder` is what holds all of it once it is unpacked.
    """

    def __init__(self, out: IO[bytes], folder: str) -> None:
        self._archive = zipfile.ZipFile(out, "w")
        self._folder = folder
        self._digests: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._octets = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._archive.fp = None  # whatever went wrong, no end is to be written under it

    def add(self, name: str, pieces: Iterable[bytes], *, large: bool = False) -> str:
        """Put a file into the payload, and return its SHA-256; its name may not lead out.

        One that may have more than two GiB is `large`.
        """
        digest, size = self._written(_safe(PAYLOAD + name), pieces, large=large)
        self._digests[PAYLOAD + name] = digest
        self._octets += size
        return digest

    def add_known(self, name: str, content: bytes, digest: str) -> None:
        """Put a file into the payload as it is; whoever read it has held it to its SHA-256."""
        place = _safe(PAYLOAD + name)
        self._archive.writestr(member(f"{self._folder}/{place}", pressed=False), content)
        self._digests[place] = digest
        self._octets += len(content)

    def tag(self, name: str, content: bytes) -> None:
        """Put a file beside the payload: one that tells of it."""
        self._tags[name] = self._written(_safe(name), [content])[0]

    def close(self, about: Mapping[str, str], sign: Sign) -> str:
        """Write what tells of the files, let it be signed, and return the digest of all."""
        oxum = {"Payload-Oxum": f"{self._octets}.{len(self._digests)}"}
        lines = (f"{label}: {words}\n" for label, words in {**about, **oxum}.items())
        self.tag("bagit.txt", DECLARATION)
        self.tag("bag-info.txt", "".join(lines).encode())
        self.tag(MANIFEST, manifest(self._digests))
        over_all = manifest(self._tags)
        self._written(TAGS, [over_all])
        for name, content in sign(over_all).items():
            self._written(name, [content])
        self._archive.close()
        return sha256(over_all).hexdigest()

    def _written(
        self, name: str, pieces: Iterable[bytes], *, large: bool = False
    ) -> tuple[str, int]:
        digest, size = sha256(), 0
        entry = member(f"{self._folder}/{name}")
        with self._archive.open(entry, "w", force_zip64=large) as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        return digest.hexdigest(), size


def signed_by(key: SigningKey, comment: str) -> Sign:
    """Return what lets a key vouch for a bag, in both forms; the comment is vouched for too."""
    return lambda content: {
        MINISIG: key.minisign_signature(content, comment).encode(),
        RAW_SIGNATURE: key.sign(content),
    }


def manifest(digests: Mapping[str, str]) -> bytes:
    """Write digests as `sha256sum -c` reads them, in order of names."""
    lines = (f"{digests[name]}  {name.translate(_ENCODED)}\n" for name in sorted(digests))
    return "".join(lines).encode()


def read_manifest(content: bytes) -> dict[str, str]:
    """Return the digests that a manifest lists, by name; raise `ValueError` if it is none."""
    found: dict[str, str] = {}
    for line in content.decode().splitlines():
        digest, _, name = line.partition("  ")
        if not name or len(digest) != len(sha256().hexdigest()):
            raise ValueError("not a manifest")
        found[name.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")] = digest
    return found


def _safe(name: str) -> str:
    parts = name.split("/")
    if name.startswith(("/", "~")) or "\\" in name or not {"", ".", ".."}.isdisjoint(parts):
        raise ValueError(f"{name!r} would lead out of the bag")
    return name
