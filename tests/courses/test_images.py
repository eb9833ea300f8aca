"""What a picture is, and how large, is told from its bytes alone."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.images import WIDEST, Image, image_of
from tests.courses.heads import a_jpeg, a_lossless_webp, a_lossy_webp, an_extended_webp
from tests.courses.tiny import a_drawing, a_png

sides = st.integers(1, WIDEST)


@given(sides, sides)
def test_every_kind_of_picture_is_told_with_its_size(width: int, height: int) -> None:
    for made in (a_lossy_webp, a_lossless_webp, an_extended_webp):
        assert image_of(made(width, height)) == Image("image/webp", width, height)
    for marker in (0xC0, 0xC2):
        assert image_of(a_jpeg(width, height, marker)) == Image("image/jpeg", width, height)
    png = a_png()[:16] + struct.pack(">II", width, height) + b"\x08\0\0\0\0"
    assert image_of(png) == Image("image/png", width, height)


@pytest.mark.parametrize("before", ["", "\ufeff", " \n", "<?xml version='1.0'?>"])
def test_a_drawing_is_a_picture_of_the_size_of_its_view(before: str) -> None:
    drawn = a_drawing(30, 20).decode()

    assert image_of((before + drawn).encode()) == Image("image/svg+xml", 30, 20)
    with pytest.raises(ValueError, match="“script” is not among the shapes"):
        image_of((before + drawn.replace("</svg>", "<script/></svg>")).encode())
    with pytest.raises(ValueError, match="measures 4001 by 20"):
        image_of(a_drawing(WIDEST + 1, 20))
