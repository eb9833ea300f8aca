"""CPU time of the application and of its database server, floor and product in turn."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final, NamedTuple

from sqlalchemy import Engine, text

NANOSECONDS: Final = 1_000_000_000
MILLISECONDS: Final = 1000
WARM_UP: Final = 5

Act = Callable[[], object]
Cost = Callable[[], float]


class Row(NamedTuple):
    """A figure of the product, and that of the least that could be done instead."""

    name: str
    floor: float
    product: float


@dataclass(frozen=True)
class Meter:
    """Measures CPU time of this process, and of the children of a database server, if any."""

    server: int | None = None

    def milliseconds(self, act: Act) -> float:
        """Return the CPU milliseconds of an act, the server's too; waiting is left out."""
        children = () if self.server is None else children_of(self.server)
        before = sum(map(_nanoseconds, children))
        begin = process_time()
        act()
        own = process_time() - begin
        theirs = sum(map(_nanoseconds, children)) - before
        return (own + theirs / NANOSECONDS) * MILLISECONDS


def meter_of(engine: Engine) -> Meter:
    """Return what measures work on this database, whose server, if any, is on this machine."""
    if engine.dialect.name == "sqlite":
        return Meter()
    with engine.connect() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
    return Meter(_parent_of(Path("/proc") / str(backend)))


def in_turn(floor: Cost, product: Cost, rounds: int) -> tuple[float, float]:
    """Measure A B A B after a warm-up; return the median cost of either."""
    bare, whole = [], []
    for turn in range(WARM_UP + rounds):
        costs = floor(), product()
        if turn >= WARM_UP:
            bare.append(costs[0])
            whole.append(costs[1])
    return median(bare), median(whole)


def children_of(parent: int) -> tuple[int, ...]:
    """Return the processes that this one started and that still run."""
    running = (path for path in Path("/proc").iterdir() if path.name.isdigit())
    return tuple(int(path.name) for path in running if _parent_of(path) == parent)


def _parent_of(process: Path) -> int | None:
    try:
        status = (process / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field is the program's name in brackets, and may hold anything.
    return int(status.rpartition(")")[2].split()[1])


def _nanoseconds(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return 0
