"""Writing derived rows: put there if new, replaced if not, in one statement on either database."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import FromClause, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.kernel.database import Base
from lms.kernel.intake.bulk import insert_many
from lms.kernel.rows.plain import table_of

ROWS_AT_ONCE: Final = 500


def upsert(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows by primary key. Only derived tables may be written so, never facts."""
    maker = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    key = [column.name for column in table.__table__.primary_key]
    for piece in batches(rows, ROWS_AT_ONCE):
        statement = maker.insert(table.__table__)
        rest = {name: statement.excluded[name] for name in piece[0] if name not in key}
        session.connection().execute(
            statement.on_conflict_do_update(index_elements=key, set_=rest), list(piece)
        )


def put_many(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Write as `upsert` does many rows of which hardly any is there, which is tried first.

    The rows have all the same columns, and are no facts.
    """
    taken = (IntegrityError, session.get_bind().dialect.loaded_dbapi.IntegrityError)
    try:
        with session.begin_nested():
            insert_many(session, table_of(table), rows)
    except taken:
        upsert(session, table, rows)


def upsert_from(
    session: Session, table: type[Base], source: FromClause, named: dict[str, str]
) -> None:
    """Write rows by primary key from another table, which may name a column otherwise.

    `named` says what it calls each column of this one. Facts are never written so.
    """
    maker = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    key = [column.name for column in table.__table__.primary_key]
    # SQLite would take ON for a join's, if no WHERE stood before it.
    chosen = select(*(source.c[name] for name in named.values())).where(true())
    statement = maker.insert(table.__table__).from_select(list(named), chosen)
    rest = {name: statement.excluded[name] for name in named if name not in key}
    session.connection().execute(statement.on_conflict_do_update(index_elements=key, set_=rest))
