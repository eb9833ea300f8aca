"""A copy of an embedded database, as SQLite itself makes it while others read and write."""

import os
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Engine

from lms.kernel.database import sqlite_driver
from lms.kernel.errors import Unavailable


def copy_sqlite(engine: Engine, target: Path) -> None:
    """Copy a SQLite database while others use it, whole, into a file only its owner can read."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            pass
        _fill(engine, Path(draft.name))
        settle(Path(draft.name), target)
    except (OSError, sqlite_driver().Error) as error:
        raise Unavailable(
            f"The copy of the database could not be written to {target.parent}. Nothing was "
            "changed. Make room or give permission, and run it again."
        ) from error


def settle(draft: Path, target: Path) -> None:
    """Put a finished file in its place when all of it is on the disk."""
    for path in (draft, draft.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    draft.replace(target)


def _fill(engine: Engine, draft: Path) -> None:
    try:
        with (
            engine.execution_options(sqlite_begin="DEFERRED").connect() as connection,
            closing(sqlite_driver().connect(str(draft))) as copy,
        ):
            source = connection.connection.dbapi_connection
            source.backup(copy)  # type: ignore[union-attr]  # a DBAPI connection has no type
    except BaseException:
        draft.unlink()
        raise
