"""The border and the rosette: hairlines drawn from the certificate's number alone.

Only a quarter of the border and one petal of the rosette are computed; the page repeats them,
mirrored and turned. Coordinates are whole tenths of a point about the middle of the figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, pi, sin

SCALE = 0.1
_KNOTS = 4  # on each wave
_SWING = 6.4
_CORNER = 24.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Motif:
    """A path to be stroked once under each placement, such as `-1 0 0 1 0 0` for a mirror."""

    path: str
    placements: tuple[str, ...]
    reach: int  # no line goes farther from the middle, in tenths of a point


@dataclass(frozen=True)
class _Station:
    """A place on the frame, the direction that leads out of it, and how both go on from here."""

    place: Point
    out: Point
    place_on: Point
    out_on: Point


def border(seed: bytes, width: float, height: float) -> Motif:
    """Draw eight interlaced waves along a rounded frame, swelling and thinning slowly.

    Four are full and four lower; all begin at angles that mirror each other, so the quarters
    join without a kink.
    """
    waves, swells = 24 + seed[0] % 8, 1 + seed[1] % 4
    lower, lean = 0.4 + seed[2] / 1020, 1 if seed[3] % 2 else -1
    stations = _quarter(width, height, waves * _KNOTS)
    swell = [
        _SWING * (0.8 + lean * 0.2 * cos(pi * swells * at / (len(stations) - 1)))
        for at in range(len(stations))
    ]
    strands = [
        _strand(stations, [size * share for size in swell], begin + pi / 2 * strand)
        for share, begin in ((1.0, 0.0), (lower, pi / 4))
        for strand in range(4)
    ]
    mirrors = ("1 0 0 1 0 0", "-1 0 0 1 0 0", "1 0 0 -1 0 0", "-1 0 0 -1 0 0")
    return Motif("\n".join(strands), mirrors, round((width + height) / 2 / SCALE))


def _strand(stations: Sequence[_Station], swell: Sequence[float], begin: float) -> str:
    """Draw one wave, a knot at each quarter of it, with the slope a sine has there."""
    step = 2 * pi / _KNOTS
    knots = []
    for at, (station, size) in enumerate(zip(stations, swell, strict=True)):
        out, slope = size * sin(begin + step * at), size * step * cos(begin + step * at)
        (x, y), (nx, ny) = station.place, station.out
        (dx, dy), (dnx, dny) = station.place_on, station.out_on
        knots.append(
            (
                (x + nx * out, y + ny * out),
                (dx + dnx * out + nx * slope, dy + dny * out + ny * slope),
            )
        )
    return _curve(knots)


def rosette(seed: bytes, radius: float) -> Motif:
    """Draw nine rings of petals that weave, around two finer ones; one petal's width of each."""
    petals, inner = 10 + seed[4] % 7, 3 + seed[5] % 2
    depth = 0.13 + seed[6] / 255 * 0.05
    paths = [_arc(petals, radius, (1, 0.81, depth), ring / 9) for ring in range(9)] + [
        _arc(petals, radius, (inner, 0.60, 0.025), ring / 2) for ring in range(2)
    ]
    turns = [2 * pi * turn / petals for turn in range(petals)]
    placements = tuple(f"{cos(a):.5f} {sin(a):.5f} {-sin(a):.5f} {cos(a):.5f} 0 0" for a in turns)
    return Motif("\n".join(paths), placements, round(1.1 * radius / SCALE))


def _arc(petals: int, radius: float, ring: tuple[int, float, float], phase: float) -> str:
    """Draw the part of one ring (lobes for each petal, mean, swing) that lies in a petal."""
    lobes, mean, swing = ring
    knots = 12 if lobes == 1 else 5 * lobes
    points = []
    for knot in range(-1, knots + 2):
        turn = 2 * pi * knot / knots
        lobe = lobes * turn
        r = radius * (mean + swing * cos(lobe + 2 * pi * phase) + 0.03 * cos(2 * lobe))
        points.append((r * cos(turn / petals), r * sin(turn / petals)))
    return _smooth(points)


@cache
def _quarter(width: float, height: float, knots: int) -> tuple[_Station, ...]:
    """Return the stations from the middle of the top, around a corner, to the middle right."""
    around = width / 2 + height / 2 + (pi / 2 - 2) * _CORNER
    at = [_on_frame(width, height, around * knot / knots) for knot in range(-1, knots + 2)]
    return tuple(
        _Station(place, out, _half(before[0], after[0]), _half(before[1], after[1]))
        for before, (place, out), after in zip(at, at[1:], at[2:], strict=False)
    )


def _on_frame(width: float, height: float, way: float) -> tuple[Point, Point]:
    """Return the place a way along the frame, and the direction out of it."""
    across, down, bend = width / 2 - _CORNER, height / 2 - _CORNER, _CORNER * pi / 2
    if way <= across:
        return (way, height / 2), (0, 1)
    if way <= across + bend:
        angle = pi / 2 - (way - across) / _CORNER
        out = (cos(angle), sin(angle))
        return (across + _CORNER * out[0], down + _CORNER * out[1]), out
    return (width / 2, down - (way - across - bend)), (1, 0)


def _half(before: Point, after: Point) -> Point:
    return (after[0] - before[0]) / 2, (after[1] - before[1]) / 2


def _smooth(points: Sequence[Point]) -> str:
    """Return a smooth curve through the points; the first and last only give its direction."""
    return _curve(
        [
            (point, _half(before, after))
            for before, point, after in zip(points, points[1:], points[2:], strict=False)
        ]
    )


def _curve(knots: Sequence[tuple[Point, Point]]) -> str:
    """Return the curve through points with the given way on from each, a third being Bézier's."""
    third = 1 / (3 * SCALE)
    x, y = knots[0][0]
    path = [f"{x / SCALE:.0f} {y / SCALE:.0f} m"]
    for ((x1, y1), (u1, v1)), ((x2, y2), (u2, v2)) in pairwise(knots):
        ax, ay, bx, by = x1 / SCALE, y1 / SCALE, x2 / SCALE, y2 / SCALE
        path.append(
            f"{ax + u1 * third:.0f} {ay + v1 * third:.0f} "
            f"{bx - u2 * third:.0f} {by - v2 * third:.0f} {bx:.0f} {by:.0f} c"
        )
    return "\n".join(path)
