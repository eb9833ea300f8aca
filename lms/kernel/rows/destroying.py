"""The one narrow gate by which a fact may go: a tombstone for it stands already.

The tombstone names the table and the row's key, and is itself a fact that the ledger binds.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Integer, Table, delete
from sqlalchemy.orm import Session

from lms.kernel.database import Id
from lms.kernel.rows.plain import Key

PARTED_BY: Final = "\x1f"
"""Stands between the parts of a key: no cell that people typed may hold it."""
_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION lms_refuse_destruction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own text;
BEGIN
    SELECT string_agg(to_jsonb(OLD) ->> part.name, chr(31) ORDER BY part.place) INTO own
        FROM unnest(TG_ARGV) WITH ORDINALITY AS part(name, place);
    IF EXISTS (
        SELECT 1 FROM lms_tombstone WHERE table_name = TG_TABLE_NAME AND row_key = own
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def gate(table: str, keys: Sequence[str], dialect: str) -> Iterator[str]:
    """Yield the statements that open a guarded table to what has a tombstone, and no further."""
    if dialect == "sqlite":
        own = " || char(31) || ".join(f"CAST(OLD.{key} AS TEXT)" for key in keys)
        yield f"DROP TRIGGER {table}_no_delete"
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "  # noqa: S608 - all names are ours
            f"WHEN NOT EXISTS (SELECT 1 FROM lms_tombstone "
            f"WHERE table_name = '{table}' AND row_key = {own}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows: DELETE is refused'); END"
        )
        return
    yield _FUNCTION
    yield f"DROP TRIGGER {table}_no_change ON {table}"
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION lms_refuse_change()"
    )
    names = ", ".join(f"'{key}'" for key in keys)
    yield (
        f"CREATE TRIGGER {table}_no_destruction BEFORE DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION lms_refuse_destruction({names})"
    )


def key_written(key: Key) -> str:
    """Write a key as tombstones name it."""
    return PARTED_BY.join(map(str, key))


def key_read(table: Table, written: str) -> Key:
    """Read a key of a table again."""
    parts = zip(table.primary_key, written.split(PARTED_BY), strict=True)
    return tuple(int(part) if isinstance(one.type, Integer) else part for one, part in parts)


def remove(session: Session, table: Table, keys: Iterable[Key]) -> None:
    """Take rows out of a table; the database refuses those that have no tombstone."""
    for key in keys:
        parts = zip(table.primary_key, key, strict=True)
        session.execute(delete(table).where(*(_is(column, part) for column, part in parts)))


def _is(column: Column[Any], part: str | int) -> Any:  # noqa: ANN401 - a condition
    return column == (UUID(str(part)) if isinstance(column.type, Id) else part)
