"""The ornament closes on itself, stays in its field, and follows from the number."""

import re
from hashlib import sha256
from math import hypot

import pytest

from lms.certificates.drawing.ornament import SCALE, Motif, border, rosette

SEEDS = [sha256(bytes([n])).digest() for n in range(12)]


def strands_of(motif: Motif) -> list[list[tuple[float, float]]]:
    """The points of each strand, control points among them, in points."""
    return [
        [
            (float(x) * SCALE, float(y) * SCALE)
            for x, y in re.findall(r"(-?\d+) (-?\d+)", re.sub("[mc]", "", strand))
        ]
        for strand in re.split(r"\n(?=-?\d+ -?\d+ m)", motif.path)
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=range(12))
def test_the_border_meets_its_mirror_image_without_gap_or_kink(seed: bytes) -> None:
    strands = strands_of(border(seed, 714, 523))
    assert len(strands) == 8
    tops = sorted(round(strand[0][1], 1) for strand in strands)
    for strand in strands:
        assert abs(strand[0][0]) < 0.06
        assert abs(strand[-1][1]) < 0.06
        rise = strand[1][1] - strand[0][1]
        twins = [s for s in strands if abs(s[0][1] - strand[0][1]) < 0.11]
        assert any(abs(s[1][1] - s[0][1] + rise) < 0.21 for s in twins)
    assert len(tops) == 8


@pytest.mark.parametrize("seed", SEEDS, ids=range(12))
def test_the_border_stays_clear_of_the_frame_and_of_the_edge(seed: bytes) -> None:
    points = [point for strand in strands_of(border(seed, 714, 523)) for point in strand]
    assert max(y for _, y in points) <= 523 / 2 + 7
    assert max(x for x, _ in points) <= 714 / 2 + 7
    assert not [point for point in points if point[0] < 342 and point[1] < 246.5]


@pytest.mark.parametrize("seed", SEEDS, ids=range(12))
def test_the_petals_join_where_one_is_turned_onto_the_next(seed: bytes) -> None:
    motif = rosette(seed, 46)
    strands = strands_of(motif)
    cosine, sine = map(float, motif.placements[1].split()[:2])
    assert len(strands) == 11
    for strand in strands:
        (x, y), (last_x, last_y) = strand[0], strand[-1]
        assert hypot(x * cosine - y * sine - last_x, x * sine + y * cosine - last_y) < 0.15
        assert all(hypot(*point) <= motif.reach * SCALE for point in strand)


def test_the_same_number_gives_the_same_ornament_and_another_number_another() -> None:
    assert border(SEEDS[0], 714, 523) == border(SEEDS[0], 714, 523)
    assert len({border(seed, 714, 523).path for seed in SEEDS}) == len(SEEDS)
    assert len({rosette(seed, 46).path for seed in SEEDS}) == len(SEEDS)
