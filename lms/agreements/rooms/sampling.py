"""Who is drawn from a population: the same by whoever draws again with the same seed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from lms.kernel.ids import WorkerId

SIZE: Final = 25
LARGEST: Final = 500
LONGEST_SEED: Final = 64


@dataclass(frozen=True)
class Sample:
    """Who was drawn, in the order in which they were, and what another needs to draw them again.

    `sha256` is that of all ids of the population in order, each ended by a line feed.
    """

    seed: str
    population: int
    sha256: str
    drawn: tuple[WorkerId, ...]


def drawn_from(population: Iterable[WorkerId], seed: str, size: int) -> Sample:
    """Draw `size` ids: those whose SHA-256 of `seed:id` come first; all if there are no more."""
    ids = sorted(set(population))
    whole = sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()
    order = sorted(ids, key=lambda one: (_place(seed, one), one))
    return Sample(seed, len(ids), whole, tuple(order[:size]))


def _place(seed: str, worker: WorkerId) -> str:
    return sha256(f"{seed}:{worker}".encode()).hexdigest()
