"""The QR symbol of an address, and of signed letters behind it, as one path of bars."""

from itertools import groupby
from typing import Any

import segno

_MASK = 3
"""Any of the eight reads alike on letters that are signed; to try them all takes twice as long."""


def bars(address: str, letters: str, place: tuple[float, float, float]) -> str:
    """Return scale and path of a symbol at left, bottom and side (points), without a margin.

    Level M still reads when about a seventh of the symbol is soiled. Capital letters and digits
    take fewer bars than others, so the signed ones are written as such.
    """
    left, bottom, side = place
    content: Any = [f"{address}#", letters] if letters else address  # the stubs know no parts
    rows = segno.make(content, error="m", mask=_MASK, micro=False, boost_error=False).matrix
    unit = side / len(rows)
    path = [f"{unit:.4f} 0 0 {unit:.4f} {left:.2f} {bottom:.2f} cm"]
    for y, cells in enumerate(reversed(rows)):
        x = 0
        for dark, run in groupby(cells):
            length = len(list(run))
            if dark:
                path.append(f"{x} {y} {length} 1 re")
            x += length
    return "\n".join(path)
