"""The tables as the program maps them, and as its migrations make and guard them."""

from importlib import import_module
from typing import Any, Final
from uuid import UUID

from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
)
from sqlalchemy.sql.dml import Insert

from lms.kernel.database import Base, Id, Instant
from lms.kernel.upkeep.migrating import SCRIPTS
from tests.architecture.tree import modules
from tests.builders import NOON

LIKENESSES: Final[tuple[tuple[type, Any], ...]] = (
    (Id, UUID(int=1)),
    (Instant, NOON),
    (Boolean, False),
    (Date, NOON.date()),
    (Integer, 1),
    (JSON, {}),
    (LargeBinary, b"1"),
    (String, "1"),
)
"""A value of each kind of column, in all tables the same, so that every foreign key holds."""


def mapped() -> MetaData:
    """Return all tables the program maps, each noun's loaded."""
    for module in modules("lms"):
        if module.stem == "tables":
            import_module(module.name)
    return Base.metadata


def facts() -> frozenset[str]:
    """Return the tables that the migrations guard against change."""
    scripts = ScriptDirectory(str(SCRIPTS))
    return frozenset(
        table
        for revision in scripts.walk_revisions()
        for table in getattr(revision.module, "FACTS", ())
    )


def a_row_of(table: Table) -> Insert:
    """Write a statement that adds one row to a table."""
    return insert(table).values({column.name: likeness(column) for column in table.columns})


def likeness(column: Column[Any]) -> object:
    """Return a value that a column takes."""
    for kind, value in LIKENESSES:
        if isinstance(column.type, kind):
            return value
    raise TypeError(f"Say in LIKENESSES what {column} takes: {column.type!r}.")
