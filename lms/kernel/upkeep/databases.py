"""One database as a file, whichever engine keeps it, and what stands in it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, func, inspect, select, table

from lms.kernel.database import make_engine
from lms.kernel.upkeep.migrating import VERSION_TABLE
from lms.kernel.upkeep.postgresql import dump
from lms.kernel.upkeep.sqlite import copy_sqlite

Seen = TypeVar("Seen")


def copy_database(engine: Engine, file: Path, look: Callable[[Connection], Seen]) -> Seen:
    """Copy a database into a file while others use it, and look at exactly what was copied.

    Raises `Unavailable` when the file cannot be written.
    """
    if engine.dialect.name == "sqlite":
        copy_sqlite(engine, file)
        copy = make_engine(f"sqlite:///{file}")
        try:
            with copy.execution_options(sqlite_begin="DEFERRED").connect() as connection:
                return look(connection)
        finally:
            copy.dispose()
    steady = engine.execution_options(isolation_level="REPEATABLE READ")
    with steady.connect() as connection, connection.begin():
        dump(connection, file)
        return look(connection)


def counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table of ours, by the table's name."""
    names = [
        name
        for name in inspect(connection).get_table_names()
        if name.startswith("lms_") and name != VERSION_TABLE
    ]
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in names
    }
