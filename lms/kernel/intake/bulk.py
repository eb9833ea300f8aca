"""Many rows written and read at once, as plainly as each database's driver can."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from json import JSONEncoder
from typing import Any, Final

from sqlalchemy import Boolean, Date, Select, String, Table, TypeDecorator, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from lms.kernel.database import Id, Instant

ROWS_AT_ONCE: Final = 5_000
Plainly = Callable[[Any], Any]

_encode: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def insert_many(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, all with the same columns, in their order; none is fine too.

    It takes no defaults and knows no JSON columns. PostgreSQL takes the rows as a stream.
    """
    if not rows:
        return
    names = list(rows[0])
    plainly = [_written(table.c[name].type) for name in names]
    lines = (
        [
            cell if how is None or cell is None else how(cell)
            for how, cell in zip(plainly, (row[name] for name in names), strict=True)
        ]
        for row in rows
    )
    connection = session.connection()
    columns = f"{table.name} ({', '.join(names)})"
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {columns} FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
    else:
        places = ", ".join("?" * len(names))
        statement = f"INSERT INTO {columns} VALUES ({places})"  # noqa: S608 - all names are ours
        connection.exec_driver_sql(statement, [tuple(line) for line in lines])


def rows_digest(session: Session, query: Select[Any]) -> str:
    """Return the SHA-256 over rows in the order of the query, the same on either database.

    A row is a JSON array on a line of its own: days and instants (UTC) in ISO 8601.
    """
    seal = sha256()
    for line in _lines(session, query):
        seal.update(_encode(line).encode())
        seal.update(b"\n")
    return seal.hexdigest()


def _lines(session: Session, query: Select[Any]) -> Iterator[list[Any]]:
    # What is kept as text already need not become a value and text again.
    kept = _AS_TEXT[session.get_bind().dialect.name]
    columns = [
        type_coerce(one, String) if isinstance(one.type, kept) else one
        for one in query.selected_columns
    ]
    query = query.with_only_columns(*columns)
    plainly = [_written(column.type) for column in columns]
    with session.execute(query, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for row in rows:
            yield [
                cell if how is None or cell is None else how(cell)
                for how, cell in zip(plainly, row, strict=True)
            ]


def _written(kind: TypeEngine[Any]) -> Plainly | None:
    """Return how a value of a column is written in plain text; None if it is plain already."""
    for known, how in _PLAINLY:
        if isinstance(kind, known):
            return how
    return None


def _in_utc(instant: datetime) -> str:
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone: an instant must be aware.")
    utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return (utc.replace(microsecond=0) if utc.microsecond else utc).isoformat()


_AS_TEXT: Final[dict[str, tuple[type[TypeEngine[Any]], ...]]] = {
    "sqlite": (Id, Instant, Date),
    "postgresql": (Id,),
}


_PLAINLY: Final[tuple[tuple[type[TypeEngine[Any]] | type[TypeDecorator[Any]], Plainly], ...]] = (
    (Id, str),
    (Instant, _in_utc),
    (Date, date.isoformat),
    (Boolean, bool),
)
