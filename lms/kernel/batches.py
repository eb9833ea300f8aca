"""Long sequences in pieces, so that memory stays flat however many there are."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the items in order, `size` at a time; the last piece may be shorter."""
    rest = iter(items)
    while piece := tuple(islice(rest, size)):
        yield piece


@contextmanager
def undisturbed() -> Iterator[None]:
    """While long work makes millions of small things, what lives already is not looked over again.

    The search for cycles goes on among what is new.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
