"""What the page of who is late costs at sizes of an organization, and how that grows."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import Final

from bench.browsing import Browser
from bench.crowd import fill
from bench.databases import Place
from bench.house import COURSES, WORKERS, House, opened
from bench.measuring import Row, in_turn

SIZES: Final = (1_000, 10_000, 100_000)
SIZES_WHEN_QUICK: Final = SIZES[:2]
ROUNDS: Final = 40
ROUNDS_WHEN_QUICK: Final = 12
PAGE: Final = "/training/team/"
BARE: Final = "/late"


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Measure the first page with its counts beside a bare one, then one size beside the next.

    Workers have five requirements each; in milliseconds of CPU.
    """
    sizes, rounds = (SIZES_WHEN_QUICK, ROUNDS_WHEN_QUICK) if quick else (SIZES, ROUNDS)
    with ExitStack() as stack:
        houses = {size: stack.enter_context(opened(place, bare_workers=size)) for size in sizes}
        officers = {size: _officer_of(house, size) for size, house in houses.items()}
        for size, house in houses.items():
            pair = house.guest().opening(BARE), officers[size].opening(PAGE)
            yield Row(f"overdue page, {size:,} by {COURSES}", *in_turn(*pair, rounds))
        for small, large in pairwise(sizes):
            pair = officers[small].opening(PAGE), officers[large].opening(PAGE)
            yield Row(f"overdue page, {small:,} to {large:,}", *in_turn(*pair, rounds))


def _officer_of(house: House, size: int) -> Browser:
    fill(house.workshop.engine, WORKERS + 1, size, house.workshop.clock().date())
    return house.officer()
