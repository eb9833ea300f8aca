"""One canonical form of a row, the same on either database, so that the ledger can bind it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    collate,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from lms.kernel.canonical import digest
from lms.kernel.database import Base, Id, Instant

ROWS_AT_ONCE: Final = 5_000
STAMPS: Final = frozenset({"entry", "entry_sha256"})
"""What a fact is given when it is sealed, and not before."""
Plainly = Callable[[Any], Any]
Key = tuple[str | int, ...]


def table_of(row: type[Base]) -> Table:
    """Return the table in which rows of a class are kept."""
    if not isinstance(row.__table__, Table):
        raise TypeError(f"{row.__name__} is kept in no table of its own.")
    return row.__table__


def bound_columns(table: Table) -> list[str]:
    """Return the columns of a fact that are bound, in order: all but its stamps."""
    return sorted(column.name for column in table.columns if column.name not in STAMPS)


def key_of(table: Table, cells: dict[str, Any]) -> Key:
    """Return the key of a row in its plain form; rows are bound in the order of their keys."""
    return tuple(cells.get(column.name, "") for column in table.primary_key)


def in_words(key: Key) -> str:
    """Name a row by its key."""
    return "/".join(map(str, key))


def plain_row(row: Base) -> dict[str, Any]:
    """Return a row that is not kept yet as plain values by column, without what is null."""
    cells: dict[str, Any] = {}
    table = table_of(type(row))
    for name in bound_columns(table):
        value = getattr(row, name)
        if value is not None:
            how = written(table.c[name].type)
            cells[name] = value if how is None else how(value)
    return cells


def plain_rows(session: Session, query: Select[Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query as plain values by column, in its order, without what is null."""
    names = [column.name for column in query.selected_columns]
    for row in plain_tuples(session, query):
        yield {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}


def plain_tuples(session: Session, query: Select[Any]) -> Iterator[Sequence[Any]]:
    """Yield the rows of a query in plain values, some thousands at a time."""
    dialect = session.get_bind().dialect.name
    columns = list(query.selected_columns)
    plainly = [_read(dialect, column.type) for column in columns]
    to_do = [(at, how) for at, how in enumerate(plainly) if how is not None]
    raw = query.with_only_columns(*(_raw(dialect, column) for column in columns))
    with session.execute(raw, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for row in rows:
            if not to_do:
                yield row
                continue
            cells = list(row)
            for at, how in to_do:
                if cells[at] is not None:
                    cells[at] = how(cells[at])
            yield cells


def keys_ordered(session: Session, table: FromClause, names: Iterable[str]) -> list[Any]:
    """Return the columns of a key to order by: words by their bytes, however a server sorts."""
    columns = [table.c[name] for name in names]
    if session.get_bind().dialect.name == "sqlite":
        return columns
    return [collate(one, "C") if isinstance(one.type, String | Id) else one for one in columns]


def row_digest(cells: dict[str, Any]) -> str:
    """Return the SHA-256 of a row: of its plain values in canonical form."""
    return digest(cells)


def _raw(dialect: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Ask for what is kept, not for what it would become: it is quicker, and hides nothing."""
    if dialect != "sqlite":
        return type_coerce(column, String) if isinstance(column.type, Id) else column
    if isinstance(column.type, Id | Instant | Date | JSON):
        return type_coerce(column, String)
    return type_coerce(column, Integer) if isinstance(column.type, Boolean) else column


def _read(dialect: str, kind: TypeEngine[Any]) -> Plainly | None:
    """Return how a value that was asked for raw is made plain; None if it is plain already."""
    if dialect != "sqlite":
        return None if isinstance(kind, Id) else written(kind)
    if isinstance(kind, JSON):
        return _from_json
    if isinstance(kind, Boolean):
        return _from_number
    return _of_bytes if isinstance(kind, LargeBinary) else None


def written(kind: TypeEngine[Any]) -> Plainly | None:
    """Return how a value for a column is written plainly; None if it is plain already."""
    for known, how in _PLAINLY:
        if isinstance(kind, known):
            return how
    return None


def _in_utc(instant: datetime) -> str:
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone: an instant must be aware.")
    return instant.astimezone(UTC).replace(microsecond=0).isoformat()


def _of_bytes(content: bytes) -> str:
    return sha256(content).hexdigest()


def _from_json(text: Any) -> Any:  # noqa: ANN401 - whatever somebody wrote there
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def _from_number(number: Any) -> Any:  # noqa: ANN401 - whatever somebody wrote there
    return {0: False, 1: True}.get(number, number)


_PLAINLY: Final[tuple[tuple[Any, Plainly], ...]] = (
    (Id, str),
    (Instant, _in_utc),
    (Date, date.isoformat),
    (Boolean, bool),
    (LargeBinary, _of_bytes),
)
