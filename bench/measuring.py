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
WARM_UP: Final = 3

Act = Callable[[], object]
Cost = Callable[[], float]


class Row(NamedTuple):
    """A figure of the product, and that of the least that could be done instead.

    The floor is None where there is nothing to be measured in turn.
    """

    name: str
    floor: float | None
    product: float


@dataclass(frozen=True)
class Meter:
    """Measures CPU time of this process, unless told not to, and of servers' processes.

    A server is named by its first process; those that it started are measured, all threads.
    """

    servers: tuple[int, ...] = ()
    ourselves: bool = True

    def milliseconds(self, act: Act) -> float:
        """Return the CPU milliseconds of an act, the servers' too; waiting is left out."""
        others = [child for server in self.servers for child in children_of(server)]
        before = {process: _nanoseconds(process) for process in others}
        begin = process_time()
        act()
        own = process_time() - begin if self.ourselves else 0.0
        # Of a process that has ended meanwhile, nothing is known.
        theirs = sum(max(0, _nanoseconds(one) - spent) for one, spent in before.items())
        return (own + theirs / NANOSECONDS) * MILLISECONDS


def meter_of(engine: Engine) -> Meter:
    """Return what measures work on this database, whose server, if any, is on this machine."""
    if engine.dialect.name == "sqlite":
        return Meter()
    with engine.connect() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
    parent = _parent_of(Path(f"/proc/{backend}"))
    return Meter() if parent is None else Meter((parent,))


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
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    try:
        return sum(int(thread.read_text().split()[0]) for thread in threads)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def peak_mib() -> float:
    """Return the most memory this process had, in MiB.

    What getrusage says is also that of who started it.
    """
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    (kib,) = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(kib) / 1024
