"""Somebody with the database in their hands, its guards taken away, changes one thing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    LargeBinary,
    Table,
    insert,
    select,
    text,
    update,
)
from sqlalchemy import delete as remove
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.evidence.tables import EntryRow
from lms.kernel.database import Id, Instant
from lms.kernel.rows.plain import in_words, table_of
from lms.reports.ledger.bound import TABLES
from lms.reports.ledger.naming import LEDGER, Break
from tests.builders import NOON
from tests.standing.invented import Numbered

ALL: Final = {LEDGER: table_of(EntryRow), **TABLES}
Cells = Mapping[str, Any]
Named = tuple[set[str], set[int]]
"""The keys by which a change may be named, and the entries."""


@dataclass(frozen=True)
class Tampering:
    """What was done, and where it must be found."""

    how: str
    table: str
    keys: frozenset[str]
    entries: frozenset[int]

    def is_named_by(self, found: Break) -> bool:
        """Whether a break names the table, the row, and the entry; of many, one gone by place."""
        by_place = self.how == "removes" and found.key.startswith("row ")
        named = self.table == LEDGER or found.key in self.keys or by_place
        return found.table == self.table and found.entry in self.entries and named


@contextmanager
def unguarded(engine: Engine) -> Iterator[Session]:
    """Take the guards and foreign keys away; nothing of what is done in here is kept."""
    with Session(engine) as session:
        if engine.dialect.name == "postgresql":
            session.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            session.execute(text("PRAGMA defer_foreign_keys=ON"))
            names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in session.execute(text(names)).all():
                session.execute(text(f"DROP TRIGGER {name}"))
        yield session
        session.rollback()


class Hand:
    """Chooses what to change, the same for the same number, and changes it by SQL."""

    def __init__(self, session: Session, number: int) -> None:
        self._chance = Numbered(number)
        self._session = session

    def tampers(self) -> Tampering:
        """Change one thing that the database lets through."""
        while True:
            how, name = self._one_of([*WAYS]), self._one_of([*ALL])
            if not self._rows(ALL[name]):
                continue
            try:
                with self._session.begin_nested():
                    keys, entries = WAYS[how](self, ALL[name])
            except IntegrityError:
                continue
            return Tampering(how, name, frozenset(keys), frozenset(entries))

    def edits(self, table: Table) -> Named:
        """Write another value into some column of a row, its key and stamps among them."""
        return self._writes(table, self._row(table), self._one_of([*table.columns]))

    def redates(self, table: Table) -> Named:
        """Move an instant or a day, where the row has one."""
        row = self._row(table)
        dated = [
            one
            for one in table.columns
            if isinstance(one.type, Instant | Date) and row[one.name] is not None
        ]
        return self._writes(table, row, self._one_of(dated or [*table.columns]))

    def removes(self, table: Table) -> Named:
        """Delete a row; not the ledger's last, which only a checkpoint can miss."""
        row = self._row(table, but_last=table.name == LEDGER)
        self._session.execute(remove(table).where(*_itself(table, row)))
        return _named(table, row)

    def adds(self, table: Table) -> Named:
        """Copy a row under another key."""
        row = dict(self._row(table))
        for column in table.columns:
            if column.primary_key or column.unique or isinstance(column.type, Id):
                row[column.name] = self._another(column, row[column.name])
        if table.name == LEDGER:
            row["number"] = len(self._rows(table)) + 1
        self._session.execute(insert(table).values(row))
        return _named(table, row)

    def swaps(self, table: Table) -> Named:
        """Let two rows exchange what a column of them says, or edit one of rows that are alike."""
        first, second = self._row(table), self._row(table)
        differing = [
            one
            for one in table.columns
            if not one.primary_key and first[one.name] != second[one.name]
        ]
        if not differing:
            return self.edits(table)
        column = self._one_of(differing)
        one = self._writes(table, first, column, second[column.name])
        other = self._writes(table, second, column, first[column.name])
        return one[0] | other[0], one[1] | other[1]

    def _writes(self, table: Table, row: Cells, column: Column[Any], value: Any = None) -> Named:  # noqa: ANN401 - whatever the column takes
        if value is None:
            value = self._another(column, row[column.name])
        after = {**row, column.name: value}
        changed = update(table).where(*_itself(table, row)).values({column: value})
        self._session.execute(changed)
        was, now = _named(table, row), _named(table, after)
        return was[0] | now[0], was[1] | now[1]

    def _row(self, table: Table, *, but_last: bool = False) -> Cells:
        row: Cells = self._one_of(self._rows(table)[: -1 if but_last else None])
        return row

    def _rows(self, table: Table) -> list[Cells]:
        chosen = select(table).order_by(*table.primary_key)
        return [*self._session.execute(chosen).mappings()]

    def _another(self, column: Column[Any], value: Any) -> object:  # noqa: ANN401 - whatever the column takes
        if column.nullable and value is not None and self._chance.below(4) == 0:
            return None
        return _another(column, value, self._chance.below(1_000) + 1)

    def _one_of(self, given: list[Any]) -> Any:  # noqa: ANN401 - one of them
        return given[self._chance.below(len(given))]


WAYS: Final[Mapping[str, Callable[[Hand, Table], Named]]] = {
    "edits": Hand.edits,
    "redates": Hand.redates,
    "removes": Hand.removes,
    "adds": Hand.adds,
    "swaps": Hand.swaps,
}


def _named(table: Table, row: Cells) -> Named:
    key = in_words(tuple(row[one.name] for one in table.primary_key))
    return {key}, {row["number"] if table.name == LEDGER else row["entry"] or 0}


def _itself(table: Table, row: Cells) -> list[Any]:
    return [one == row[one.name] for one in table.primary_key]


def _another(column: Column[Any], value: Any, number: int) -> object:  # noqa: ANN401 - whatever the column takes
    """Return a value that a column takes and does not have."""
    for kind, made in _OTHERS:
        if isinstance(column.type, kind):
            return made(value, number)
    return f"{value or ''}{number}"


_OTHERS: Final[tuple[tuple[Any, Callable[[Any, int], object]], ...]] = (
    (Id, lambda _, number: UUID(int=number << 64)),
    (Instant, lambda value, number: (value or NOON) + timedelta(seconds=number)),
    (Date, lambda value, number: (value or NOON.date()) + timedelta(days=number)),
    (Boolean, lambda value, _: not value),
    (Integer, lambda value, number: (value or 0) + number),
    (JSON, lambda value, number: [value, number]),
    (LargeBinary, lambda value, number: value + bytes([number % 256])),
)
