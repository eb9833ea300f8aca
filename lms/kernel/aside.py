"""Work that starts an event loop of its own, which a thread that runs one already would refuse."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def aside(work: Callable[[], T]) -> T:
    """Return what the work returns, or raise what it raises, from a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()
