"""The colours and the manners of setting words that make up the certificate's look."""

from dataclasses import dataclass
from typing import Literal

Colour = tuple[float, float, float]
FaceName = Literal["regular", "italic", "strong"]

INK: Colour = (0.09, 0.13, 0.17)
PINE: Colour = (0.06, 0.25, 0.27)
BRONZE: Colour = (0.44, 0.32, 0.12)
OXBLOOD: Colour = (0.52, 0.11, 0.13)
BLUSH: Colour = (0.965, 0.915, 0.905)
WHITE: Colour = (1.0, 1.0, 1.0)

SMALL_CAPITALS = ("smcp", "c2sc", "onum")
OLD_STYLE = ("onum",)


@dataclass(frozen=True)
class Style:
    """How words are set: face, size in points, colour, letter-spacing in em, font features."""

    face: FaceName
    size: float
    colour: Colour = INK
    tracking: float = 0.0
    features: tuple[str, ...] = ()


LABEL = Style("regular", 9.2, BRONZE, 0.09, SMALL_CAPITALS)
ORGANISATION = Style("regular", 13, BRONZE, 0.11, SMALL_CAPITALS)
BAND = Style("strong", 12, WHITE, 0.12, SMALL_CAPITALS)
WATERMARK = Style("strong", 70, BLUSH, 0.03)
HEADING = Style("regular", 41, PINE)
CONNECTING = Style("italic", 13.5, INK, 0, OLD_STYLE)
NAME = Style("strong", 37)
COURSE = Style("strong", 22, PINE)
TEACHES = Style("italic", 12, INK, 0, OLD_STYLE)
FACT = Style("strong", 13)
ABSENT = Style("italic", 12.5)
SMALL = Style("regular", 9.2)
DIGEST = Style("regular", 8.4)
SEAL = Style("regular", 8.6, BRONZE, 0.1, SMALL_CAPITALS)
SIGNATORY = Style("regular", 11.5)
ROLE = Style("italic", 10)
