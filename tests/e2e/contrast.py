"""How clearly a control stands out, measured on the pixels that the browser drew."""

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image
from playwright.sync_api import FloatRect, Locator

AROUND: Final = 4
"""How many pixels around a control are drawn with it: what it stands on."""
DEEP: Final = 5
"""How many pixels into a control its outline may reach."""
BEND: Final = 0.04045
Colour = tuple[int, int, int]


def outline_contrast(control: Locator) -> float:
    """Return the contrast of the outline with its ground, on the side where it is weakest."""
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    assert box is not None
    clip: FloatRect = {
        "x": round(box["x"]) - AROUND,
        "y": round(box["y"]) - AROUND,
        "width": round(box["width"]) + 2 * AROUND,
        "height": round(box["height"]) + 2 * AROUND,
    }
    shot = control.page.screenshot(clip=clip, animations="disabled")
    drawn = Image.open(io.BytesIO(shot)).convert("RGB")
    return min(max(contrast(side[0], pixel) for pixel in side) for side in sides(drawn))


def sides(drawn: Image.Image) -> Iterator[list[Colour]]:
    """Walk from the ground into the control, at the middle of each of its four sides."""
    wide, high = drawn.width, drawn.height
    for step in range(AROUND + DEEP), range(-1, -AROUND - DEEP - 1, -1):
        yield [pixel_at(drawn, at % wide, high // 2) for at in step]
        yield [pixel_at(drawn, wide // 2, at % high) for at in step]


def pixel_at(drawn: Image.Image, x: int, y: int) -> Colour:
    """Return the colour of one pixel."""
    red, green, blue = drawn.crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return how much lighter the lighter of two colours is: from 1 to 21, as WCAG says."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= BEND else float(((part + 0.055) / 1.055) ** 2.4)
