"""What is no whole picture, or one too large, is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.images import LARGEST, WIDEST, image_of
from tests.courses.heads import a_jpeg, a_lossless_webp, a_lossy_webp, a_webp
from tests.courses.tiny import a_png


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


@pytest.mark.parametrize(
    "whole", [a_png(), a_jpeg(3, 2), a_lossy_webp(3, 2), a_lossless_webp(3, 2)]
)
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


@pytest.mark.parametrize(("width", "height"), [(WIDEST + 1, 1), (1, WIDEST + 1), (0, 1), (1, 0)])
def test_a_giant_or_an_empty_picture_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match=f"measures {width} by {height}"):
        image_of(a_jpeg(width, height))


def test_too_many_bytes_are_refused() -> None:
    assert image_of(a_png() + b"\0" * (LARGEST - len(a_png()))).width == 2
    with pytest.raises(ValueError, match="1000001 bytes; 1000000 are the most"):
        image_of(a_png() + b"\0" * (LARGEST - len(a_png()) + 1))
