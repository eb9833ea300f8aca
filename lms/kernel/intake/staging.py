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
from lms.kernel.intake.bulk import insert_many
from lms.kernel.rows.plain import STAMPS, bound_columns, keys_ordered, plain_rows, table_of

ROWS_AT_ONCE: Final = 5_000
MANY: Final = 10_000
"""After so many rows a database has to look again at what a table holds."""
PARTED_BY: Final = "\x1f"
"""Stands between the parts of a key: no cell that people typed may hold it."""
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
    """Facts of one table made ready, to be sealed by their digests and then kept all at once.

    `order` is that in which they are kept; what the database would count is counted here, so
    that it is sealed too.
    """

    def __init__(self, session: Session, table: type[Base], order: Sequence[str]) -> None:
        self._session = session
        self.kept = table_of(table)
        self._counted = self.kept.autoincrement_column
        names = [column.name for column in self.kept.columns if column.name not in STAMPS]
        self._names = [name for name in names if self.kept.c[name] is not self._counted]
        columns = [Column(name, self.kept.c[name].type) for name in self._names]
        self.table = Table("lms_prepared", MetaData(), *columns, prefixes=["TEMPORARY"])
        self._order = [self.table.c[name] for name in order]
        self.count = 0
        _made_anew(session, self.table)

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Make rows ready."""
        insert_many(self._session, self.table, rows)
        self.count += len(rows)

    def plain(self) -> Iterator[dict[str, Any]]:
        """Yield what is ready as it will be kept, in plain values and in order of the keys."""
        ready = self._ready().subquery()
        chosen = select(*(ready.c[name] for name in bound_columns(self.kept)))
        keys = [column.name for column in self.kept.primary_key]
        ordered = chosen.order_by(*keys_ordered(self._session, ready, keys))
        yield from plain_rows(self._session, ordered)

    def keep(self, **stamps: object) -> None:
        """Keep all rows for ever, each with these stamps, in their order."""
        stamped = [literal(value, self.kept.c[name].type) for name, value in stamps.items()]
        chosen = self._ready().add_columns(*stamped).order_by(*self._order)
        names = [column.name for column in self._ready().selected_columns]
        self._session.execute(insert(self.kept).from_select([*names, *stamps], chosen))
        if self.count > MANY and self._session.get_bind().dialect.name == "postgresql":
            # It would plan what is asked next in this transaction as if the table were empty.
            self._session.execute(text(f"ANALYZE {self.kept.name}"))

    def _ready(self) -> Select[Any]:
        chosen = select(*(self.table.c[name] for name in self._names))
        if self._counted is None:
            return chosen
        before = self._session.scalar(select(func.max(self._counted))) or 0
        number = func.row_number().over(order_by=self._order) + before
        return chosen.add_columns(number.label(self._counted.name))

    def distinct(self, column: str) -> Iterator[str]:
        """Yield the values of a column, each once, in order."""
        chosen = self.table.c[column]
        query = select(chosen).distinct().order_by(chosen)
        with self._session.execute(query, execution_options={"yield_per": 1000}) as rows:
            yield from rows.scalars()

    def clear(self) -> None:
        """Take the table away."""
        self.table.drop(self._session.connection())


def one_at_a_time(session: Session) -> None:
    """Wait until nobody else brings a file in: each must see what the one before it kept."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _made_anew(session: Session, table: Table) -> None:
    connection = session.connection()
    table.drop(connection, checkfirst=True)
    table.create(connection)
