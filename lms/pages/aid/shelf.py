"""The job aids and drills of the content root, read once in the life of the process."""

from functools import cache
from pathlib import Path

from lms.aids import Aids, read_aids
from lms.kernel.errors import InvalidContent
from lms.pages.host import host


def aids() -> Aids:
    """Return the job aids and drills; raise `InvalidContent` while their files have faults."""
    root = host().content
    return _read(root) if root is not None else Aids()


@cache
def _read(root: Path) -> Aids:
    found, faults = read_aids(root)
    if faults:
        raise InvalidContent("\n".join(map(str, faults)))
    return found
