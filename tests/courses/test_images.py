"""What a picture is, is told from its bytes alone."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.images import LARGEST, WIDEST, Image, image_of
from tests.courses.tiny import a_drawing, a_png


def a_jpeg(width: int, height: int, marker: int = 0xC0) -> bytes:
    """The beginning of a JPEG: a comment, a table, then the start of its frame."""
    comment = b"\xff\xfe" + struct.pack(">H", 5) + b"abc"
    table = b"\xff\xc4" + struct.pack(">H", 4) + b"ab"
    frame = struct.pack(">BBHBHHB", 0xFF, marker, 17, 8, height, width, 3)
    return b"\xff\xd8" + comment + table + frame + b"\0" * 12


def a_webp(kind: bytes, body: bytes) -> bytes:
    """The beginning of a WebP of one of its three kinds."""
    return b"RIFF" + b"\0" * 4 + b"WEBP" + kind + struct.pack("<I", len(body)) + body


def _lossy(width: int, height: int) -> bytes:
    return a_webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height))


def _lossless(width: int, height: int) -> bytes:
    return a_webp(b"VP8L", b"\x2f" + struct.pack("<I", width - 1 | (height - 1) << 14))


def _extended(width: int, height: int) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return a_webp(b"VP8X", b"\0" * 4 + sizes)


sides = st.integers(1, WIDEST)


@given(sides, sides)
def test_every_kind_of_picture_is_told_with_its_size(width: int, height: int) -> None:
    for made in (_lossy, _lossless, _extended):
        assert image_of(made(width, height)) == Image("image/webp", width, height)
    for marker in (0xC0, 0xC2):
        assert image_of(a_jpeg(width, height, marker)) == Image("image/jpeg", width, height)
    png = a_png()[:16] + struct.pack(">II", width, height) + b"\x08\0\0\0\0"
    assert image_of(png) == Image("image/png", width, height)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<?xml version='1.0'?><svg/>",
        b"<html><script>alert(1)</script>",
        b"GIF89a\x01\0\x01\0",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIDAT\0\0\0\1\0\0\0\1",
        b"\xff\xd8\xff\xfe\0\5abc",
        a_jpeg(1, 1, 0xC4),
        a_webp(b"ALPH", b"\0" * 10),
        a_webp(b"VP8L", b"\x2f"),
    ],
)
def test_anything_else_is_no_picture(content: bytes) -> None:
    with pytest.raises(ValueError, match="no PNG, JPEG, WebP or SVG"):
        image_of(content)


@pytest.mark.parametrize("whole", [a_png(), a_jpeg(3, 2), _lossy(3, 2), _lossless(3, 2)])
def test_a_picture_cut_off_in_its_head_is_refused(whole: bytes) -> None:
    for length in range(24):
        with pytest.raises(ValueError, match="no PNG, JPEG, WebP or SVG"):
            image_of(whole[:length])


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8X"]), st.binary()
)
def test_whatever_follows_is_told_or_refused(head: bytes, rest: bytes) -> None:
    try:
        image = image_of(head + rest)
    except ValueError as error:
        told = str(error)
    else:
        told = image.media_type

    assert told.startswith(("The picture", "image/"))


@pytest.mark.parametrize("before", ["", "\ufeff", " \n", "<?xml version='1.0'?>"])
def test_a_drawing_is_a_picture_of_the_size_of_its_view(before: str) -> None:
    drawn = a_drawing(30, 20).decode()

    assert image_of((before + drawn).encode()) == Image("image/svg+xml", 30, 20)
    with pytest.raises(ValueError, match="“script” is not among the shapes"):
        image_of((before + drawn.replace("</svg>", "<script/></svg>")).encode())
    with pytest.raises(ValueError, match="measures 4001 by 20"):
        image_of(a_drawing(WIDEST + 1, 20))


@pytest.mark.parametrize(("width", "height"), [(WIDEST + 1, 1), (1, WIDEST + 1), (0, 1), (1, 0)])
def test_a_giant_or_an_empty_picture_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match=f"measures {width} by {height}"):
        image_of(a_jpeg(width, height))


def test_too_many_bytes_are_refused() -> None:
    assert image_of(a_png() + b"\0" * (LARGEST - len(a_png()))).width == 2
    with pytest.raises(ValueError, match="1000001 bytes; 1000000 are the most"):
        image_of(a_png() + b"\0" * (LARGEST - len(a_png()) + 1))
