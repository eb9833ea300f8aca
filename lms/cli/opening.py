"""How a command opens the database that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

from lms.kernel.errors import Conflict
from lms.kernel.upkeep.migrating import require_newest
from lms.kernel.work import Workshop
from lms.settings.opening import open_workshop
from lms.settings.read import read_settings
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


@contextmanager
def seen() -> Iterator[Workshop | None]:
    """Open the embedded database only to look, if it is there and as this version keeps it."""
    settings = read_settings()
    file = settings.database_file
    if file is None or not file.exists() or not file.stat().st_size:
        yield None
        return
    workshop = open_workshop(settings)
    try:
        require_newest(workshop.engine)
    except Conflict:
        workshop.engine.dispose()
        yield None
        return
    try:
        yield workshop
    finally:
        workshop.engine.dispose()
