"""The QR symbol of an address, as one path of bars."""

from itertools import groupby

import segno


def bars(address: str, left: float, bottom: float, side: float) -> str:
    """Return scale and path of a symbol `side` points wide; the caller leaves the quiet zone.

    Level M still reads when about a seventh of the symbol is soiled.
    """
    rows = segno.make(address, error="m", micro=False, boost_error=False).matrix
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
