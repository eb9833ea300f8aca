"""ZIP archives that are the same bytes for the same members, written as they are sent."""

import zipfile
from typing import Final

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


class Pieces:
    """Takes what an archive writes, and gives it on a piece at a time; it cannot go back."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._kept.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Keep what was taken until somebody asks for it."""

    def close(self) -> None:
        """Take no more; what was taken stays to be given on."""

    def taken(self) -> bytes:
        """Give on what was written since this was last asked."""
        piece = b"".join(self._kept)
        self._kept.clear()
        return piece


def member(name: str, *, pressed: bool = True) -> zipfile.ZipInfo:
    """Return how a member is written: at no time, by no machine, compressed unless told not to."""
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED
    entry.external_attr = _READABLE
    entry.create_system = _UNIX
    return entry
