"""How a command opens the database that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

from lms.kernel.migrating import require_newest
from lms.kernel.work import Workshop
from lms.settings import open_workshop, read_settings
from lms.standalone import prepare


@contextmanager
def opened() -> Iterator[Workshop]:
    """Open the database for a command, embedded ones created or upgraded first.

    Raises `InvalidSettings`, and `Conflict` for a database that must be upgraded.
    """
    settings = read_settings()
    prepare(settings)
    workshop = open_workshop(settings)
    try:
        require_newest(workshop.engine)
        yield workshop
    finally:
        workshop.engine.dispose()
