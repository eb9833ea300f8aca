"""The beginnings of pictures, from which their kind and size are told."""

import struct


def a_jpeg(width: int, height: int, marker: int = 0xC0) -> bytes:
    """The beginning of a JPEG: a comment, a table, then the start of its frame."""
    comment = b"\xff\xfe" + struct.pack(">H", 5) + b"abc"
    table = b"\xff\xc4" + struct.pack(">H", 4) + b"ab"
    frame = struct.pack(">BBHBHHB", 0xFF, marker, 17, 8, height, width, 3)
    return b"\xff\xd8" + comment + table + frame + b"\0" * 12


def a_webp(kind: bytes, body: bytes) -> bytes:
    """The beginning of a WebP of one of its three kinds."""
    return b"RIFF" + b"\0" * 4 + b"WEBP" + kind + struct.pack("<I", len(body)) + body


def a_lossy_webp(width: int, height: int) -> bytes:
    """The beginning of a WebP that leaves out what is hardly seen."""
    return a_webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height))


def a_lossless_webp(width: int, height: int) -> bytes:
    """The beginning of a WebP that keeps every dot."""
    return a_webp(b"VP8L", b"\x2f" + struct.pack("<I", width - 1 | (height - 1) << 14))


def an_extended_webp(width: int, height: int) -> bytes:
    """The beginning of a WebP that may hold more than a picture."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return a_webp(b"VP8X", b"\0" * 4 + sizes)
