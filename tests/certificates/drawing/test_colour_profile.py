"""The colour profile is sRGB to other programs too."""

import io

from PIL import Image, ImageCms

from lms.certificates.drawing.colour_profile import srgb


def test_the_profile_is_small_and_always_the_same() -> None:
    profile = srgb()
    assert len(profile) < 1024
    assert int.from_bytes(profile[:4], "big") == len(profile)
    srgb.cache_clear()
    assert srgb() == profile


def test_colours_pass_through_it_as_through_another_maker_s_srgb() -> None:
    colours = Image.new("RGB", (5, 1))
    for x, colour in enumerate(
        [(23, 33, 43), (15, 64, 69), (112, 82, 31), (133, 28, 33), (255,) * 3]
    ):
        colours.putpixel((x, 0), colour)
    ours = ImageCms.getOpenProfile(io.BytesIO(srgb()))
    theirs = ImageCms.createProfile("sRGB")
    shown = ImageCms.profileToProfile(colours, ours, theirs)
    assert shown is not None
    pairs = zip(colours.tobytes(), shown.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 2
