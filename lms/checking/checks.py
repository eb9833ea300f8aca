"""Everything that is checked of a content root beyond that it can be read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from lms.checking.citing import citing
from lms.checking.covering import covering
from lms.checking.desk import Desk
from lms.checking.pacing import pacing
from lms.checking.resting import resting
from lms.checking.wording import wording
from lms.kernel.markdown import Fault, Faulty
from lms.library import open_library

CHECKS: Final[tuple[Callable[[Desk], Iterator[Fault]], ...]] = (
    citing,
    pacing,
    resting,
    wording,
    covering,
)
"""The last three ask for a law.toml, and find nothing in a root that has none."""


def desk_of(root: Path) -> tuple[Desk | None, tuple[Fault, ...]]:
    """Read a content root and check it: its desk, if it could be read, and what is wrong."""
    try:
        desk = Desk(root, open_library(root))
    except Faulty as faulty:
        return None, faulty.faults
    return desk, tuple(sorted({fault for check in CHECKS for fault in check(desk)}))
