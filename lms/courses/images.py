"""What a picture file is, told from its own bytes and from nothing else."""

import struct
from typing import Final, NamedTuple

LARGEST: Final = 1_000_000
WIDEST: Final = 4_000


class Image(NamedTuple):
    """A picture's media type and its size in pixels."""

    media_type: str
    width: int
    height: int


def image_of(content: bytes) -> Image:
    """Tell a PNG, JPEG or WebP picture; raise ValueError for anything else, and for a giant.

    SVG is refused: it can hold programs.
    """
    if len(content) > LARGEST:
        raise ValueError(f"The picture has {len(content)} bytes; {LARGEST} are the most.")
    found = _png(content) or _jpeg(content) or _webp(content)
    if found is None:
        raise ValueError("The picture is no PNG, JPEG or WebP file. Save it as one of these.")
    if max(found.width, found.height) > WIDEST or min(found.width, found.height) < 1:
        raise ValueError(
            f"The picture measures {found.width} by {found.height}; {WIDEST} is the most."
        )
    return found


def _png(content: bytes) -> Image | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return Image("image/png", width, height)


def _jpeg(content: bytes) -> Image | None:
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a marker begins so
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - start of frame
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Image("image/jpeg", width, height)
        at += 2 + length
    return None


def _webp(content: bytes) -> Image | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    kind, body = content[12:16], content[20:30]
    if kind == b"VP8X" and len(body) == 10:  # noqa: PLR2004 - the extended header's length
        width = 1 + int.from_bytes(body[4:7], "little")
        return Image("image/webp", width, 1 + int.from_bytes(body[7:10], "little"))
    if kind == b"VP8 " and len(body) == 10:  # noqa: PLR2004 - the frame header's length
        width, height = struct.unpack("<HH", body[6:10])
        return Image("image/webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and len(body) >= 5:  # noqa: PLR2004 - signature and two sizes
        bits = int.from_bytes(body[1:5], "little")
        return Image("image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    return None
