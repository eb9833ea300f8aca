"""Temporary tables of one transaction: a file set down to be read in order, facts made ready."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.kernel.database import Base, Name
from lms.kernel.intake.bulk import insert_many, rows_digest

ROWS_AT_ONCE: Final = 5_000
PARTED_BY: Final = "\x1f"
"""Stands between the parts of a key: no cell that people typed may hold it."""
STAMPS: Final = frozenset({"entry", "entry_sha256"})
"""What a fact is given when it is sealed, and not before."""
_LOCK: Final = 0x696D70  # "imp"


class StagedRow(NamedTuple):
    """A row of a file: its number, whose it is, what it is known by there, and its cells.

    `refers` is the owner that it names beside its own, if any.
    """

    number: int
    owner: str
    key: str
    refers: str | None
    cells: str


_staged: Final = Table(
    "lms_staged",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("owner", Name, index=True),
    Column("key", Name),
    Column("refers", Name),
    Column("cells", String),
    prefixes=["TEMPORARY"],
)


class Staged:
    """A file's rows in a temporary table, so that memory stays flat however many there are."""

    table: Final = _staged

    def __init__(self, session: Session) -> None:
        self._session = session
        self.count = 0
        _made_anew(session, _staged)

    def add(self, rows: Iterable[StagedRow], told: Callable[[], object]) -> None:
        """Set rows down; `told` is called now and then."""
        for piece in batches(rows, ROWS_AT_ONCE):
            insert_many(self._session, _staged, [row._asdict() for row in piece])
            self.count += len(piece)
            told()

    @property
    def owners(self) -> Select[tuple[str]]:
        """The question whose rows these are, to be asked inside another one."""
        return select(_staged.c.owner)

    def references(self) -> dict[str, str | None]:
        """Return whom each owner names beside."""
        query = select(_staged.c.owner, _staged.c.refers)
        with self._session.execute(query, execution_options={"yield_per": 1000}) as rows:
            return dict(iter(rows))

    def referring_to_none_of(self, known: Container[str]) -> list[tuple[int, str]]:
        """Return the number of each row that names somebody who is not known, and whom."""
        query = select(_staged.c.number, _staged.c.refers).where(_staged.c.refers.is_not(None))
        with self._session.execute(query, execution_options={"yield_per": 1000}) as rows:
            return [(number, refers) for number, refers in rows if refers not in known]

    def numbers_of(self, owners: Sequence[str]) -> dict[str, int]:
        """Return the first row of each of some owners."""
        found: dict[str, int] = {}
        for piece in batches(owners, ROWS_AT_ONCE):
            chosen = select(_staged.c.owner, func.min(_staged.c.number))
            query = chosen.where(_staged.c.owner.in_(piece)).group_by(_staged.c.owner)
            found |= dict(iter(self._session.execute(query)))
        return found

    def pieces(self, owners_at_once: int) -> Iterator[list[StagedRow]]:
        """Yield all rows in order of owner, key and number, those of so many owners at a time."""
        query = select(_staged).order_by(_staged.c.owner, _staged.c.key, _staged.c.number)
        with self._session.execute(query, execution_options={"yield_per": 5000}) as found:
            rows = (StagedRow(*row) for row in found)
            by_owner = (list(group) for _, group in groupby(rows, key=lambda row: row.owner))
            for piece in batches(by_owner, owners_at_once):
                yield [row for group in piece for row in group]

    def clear(self) -> None:
        """Take the table away."""
        _staged.drop(self._session.connection())


class Prepared:
    """Facts of one table made ready, to be sealed by a digest and then kept all at once."""

    def __init__(self, session: Session, table: type[Base], order: Sequence[str]) -> None:
        self._session = session
        self._kept = table_of(table)
        self._names = kept_columns(table)
        columns = [Column(name, self._kept.c[name].type) for name in self._names]
        self.table = Table("lms_prepared", MetaData(), *columns, prefixes=["TEMPORARY"])
        self._order = order
        self.count = 0
        _made_anew(session, self.table)

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Make rows ready."""
        insert_many(self._session, self.table, rows)
        self.count += len(rows)

    def digest(self) -> str:
        """Return the digest of what is ready; the same rows, kept, have the same one."""
        ordered = [self.table.c[name] for name in self._order]
        return rows_digest(self._session, select(self.table).order_by(*ordered))

    def keep(self, **stamps: object) -> None:
        """Keep all rows for ever, each with these stamps, in their order."""
        chosen: list[Any] = [self.table.c[name] for name in self._names]
        chosen += [literal(value, self._kept.c[name].type) for name, value in stamps.items()]
        ordered = select(*chosen).order_by(*(self.table.c[name] for name in self._order))
        statement = insert(self._kept).from_select([*self._names, *stamps], ordered)
        self._session.execute(statement)

    def distinct(self, column: str) -> Iterator[str]:
        """Yield the values of a column, each once, in order."""
        chosen = self.table.c[column]
        query = select(chosen).distinct().order_by(chosen)
        with self._session.execute(query, execution_options={"yield_per": 1000}) as rows:
            yield from rows.scalars()

    def clear(self) -> None:
        """Take the table away."""
        self.table.drop(self._session.connection())


def kept_columns(table: type[Base]) -> list[str]:
    """Return the columns of a fact without its stamps, and without what the database counts."""
    kept = table_of(table)
    counted = kept.autoincrement_column
    return [one.name for one in kept.columns if one.name not in STAMPS and one is not counted]


def table_of(row: type[Base]) -> Table:
    """Return the table in which rows of a class are kept."""
    if not isinstance(row.__table__, Table):
        raise TypeError(f"{row.__name__} is kept in no table of its own.")
    return row.__table__


def one_at_a_time(session: Session) -> None:
    """Wait until nobody else brings a file in: each must see what the one before it kept."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _made_anew(session: Session, table: Table) -> None:
    connection = session.connection()
    table.drop(connection, checkfirst=True)
    table.create(connection)
