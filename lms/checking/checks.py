"""Everything that is checked of a content root beyond that it can be read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from lms.checking.citing import citing
from lms.checking.covering import covering
from lms.checking.desk import Desk
from lms.checking.hedging import hedging
from lms.checking.pacing import pacing
from lms.checking.resting import resting
from lms.checking.wording import wording
from lms.kernel.markdown import Fault
from lms.library import read_root

CHECKS: Final[tuple[Callable[[Desk], Iterator[Fault]], ...]] = (
    citing,
    pacing,
    resting,
    hedging,
    wording,
    covering,
)
"""The last four ask for a law.toml, and find nothing in a root that has none."""


def desk_of(root: Path) -> tuple[Desk | None, tuple[Fault, ...]]:
    """Read a content root and check it: its desk, if it could be read, and what is wrong."""
    library, faults = read_root(root)
    if faults:
        return None, faults
    desk = Desk(root, library)
    return desk, further_faults(desk)


def further_faults(desk: Desk) -> tuple[Fault, ...]:
    """Return what is wrong in a root that can be read, in order of file and line."""
    return tuple(sorted({fault for check in CHECKS for fault in check(desk)}))
