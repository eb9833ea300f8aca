"""What a picture file is, told from its own bytes and from nothing else."""

import struct
from typing import Final, NamedTuple

from lms.courses.drawings import NoDrawing, drawing_size

LARGEST: Final = 1_000_000
WIDEST: Final = 4_000
# Markers of a JPEG that carry the size of the picture; the three gaps are tables.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Image(NamedTuple):
    """A picture's media type and its size in pixels."""

    media_type: str
    width: int
    height: int


def image_of(content: bytes) -> Image:
    """Tell a PNG, JPEG, WebP or SVG picture; raise ValueError for anything else or a giant."""
    if len(content) > LARGEST:
        raise ValueError(f"The picture has {len(content)} bytes; {LARGEST} are the most.")
    try:
        found = _png(content) or _jpeg(content) or _webp(content) or _svg(content)
    except (struct.error, NoDrawing):
        found = None  # it ends in the middle of its own header, or is some other text
    if found is None:
        raise ValueError("The picture is no PNG, JPEG, WebP or SVG file. Save it as one of these.")
    if max(found.width, found.height) > WIDEST or min(found.width, found.height) < 1:
        raise ValueError(
            f"The picture measures {found.width} by {found.height}; {WIDEST} is the most."
        )
    return found


def _png(content: bytes) -> Image | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR":
        return None
    return Image("image/png", *struct.unpack(">II", content[16:24]))


def _jpeg(content: bytes) -> Image | None:
    at = 2
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    while content[at : at + 1] == b"\xff":
        marker, length = struct.unpack(">BH", content[at + 1 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Image("image/jpeg", width, height)
        at += 2 + length
    return None


def _webp(content: bytes) -> Image | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    kind, body = content[12:16], content[20:]
    if kind == b"VP8X":
        flags_and_width, height_low, height_high = struct.unpack("<QBB", body[:10])
        width = 1 + (flags_and_width >> 32 & 0xFFFFFF)
        height = 1 + (flags_and_width >> 56) + (height_low << 8) + (height_high << 16)
        return Image("image/webp", width, height)
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return Image("image/webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and body[:1] == b"\x2f":
        (bits,) = struct.unpack("<I", body[1:5])
        return Image("image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    return None


def _svg(content: bytes) -> Image | None:
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return None
    return Image("image/svg+xml", *drawing_size(content))
