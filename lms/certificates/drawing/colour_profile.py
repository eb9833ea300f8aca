"""The sRGB colour profile, built small and the same on each machine (ICC.1:2001-04, version 2)."""

import struct
from functools import cache

_STEPS = 64
_CREATED = (2000, 1, 1, 0, 0, 0)  # a profile carries a time; this one never changes
_WHITE = (0.9642, 1.0, 0.8249)  # D50, the white of every profile
_RED, _GREEN, _BLUE = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)


@cache
def srgb() -> bytes:
    """Return the profile's bytes, under a kilobyte."""
    curve = _curve()
    parts: list[tuple[bytes, bytes]] = [
        (b"desc", _description("sRGB")),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(_WHITE)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    table, body, at = struct.pack(">I", len(parts)), b"", 132 + 12 * len(parts)
    places: dict[bytes, int] = {}
    for tag, content in parts:
        if content not in places:
            places[content] = at + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    return _header(at + len(body)) + table + body


def _header(size: int) -> bytes:
    return b"".join(
        (
            struct.pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ "),
            struct.pack(">6H4s", *_CREATED, b"acsp"),
            bytes(28),
            struct.pack(">3I", *(round(value * 65536) for value in _WHITE)),
            bytes(48),
        )
    )


def _curve() -> bytes:
    values = [round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)]
    return struct.pack(f">4s4xI{_STEPS}H", b"curv", _STEPS, *values)


def _linear(value: float) -> float:
    """Undo the curve of sRGB (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - the standard's own constants


def _description(name: str) -> bytes:
    text = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))
