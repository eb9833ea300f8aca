"""How does one record prove itself to somebody who has nothing but SHA-256?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Integer, Table, select
from sqlalchemy.orm import Session

from lms.evidence.checkpoints import Checkpoint
from lms.evidence.store import Line, lines
from lms.kernel.canonical import canonical
from lms.kernel.database import Id
from lms.kernel.errors import NotFound, Refused
from lms.kernel.rows.plain import bound_columns, plain_rows, row_digest
from lms.reports.ledger.bound import NO_ENTRY, TABLES, rows_of

COMPLETION: Final = "lms_completion"
WHAT: Final = "part2-lms proof"
NO_SUCH: Final = "There is no such record."
MOST_DIGITS: Final = 18


@dataclass(frozen=True)
class Proof:
    """A row in the words that were sealed, and everything up to a seal that left the house.

    `digests` are those of all rows that the entry keeps in the table, `place` is this one's among
    them. `chain` are the entries from its own up to the checkpoint's, or the newest.
    """

    table: str
    row: str
    place: int
    digests: tuple[str, ...]
    chain: tuple[Line, ...]
    checkpoint: Checkpoint | None

    @property
    def entry(self) -> Line:
        """The entry that binds the row."""
        return self.chain[0]

    @property
    def last(self) -> Line:
        """The entry whose seal is compared with one that is known from elsewhere."""
        return self.chain[-1]

    @property
    def document(self) -> bytes:
        """The proof as one JSON file, in canonical form."""
        told = {
            "what": WHAT,
            "table": self.table,
            "row": self.row,
            "place": self.place,
            "digests": self.digests,
            "chain": [one._asdict() for one in self.chain],
            "checkpoint": self.checkpoint and self.checkpoint.line,
        }
        return canonical(told) + b"\n"


def proof_of(
    session: Session, name: str, key: str, checkpoints: Iterable[Checkpoint] = ()
) -> Proof:
    """Prove a row of a table, up to the first checkpoint that knows of it, or the newest entry.

    `key` is its key in words, its parts with slashes between. The entries between tell of others
    too, by their ids alone. Raises `NotFound` for a row that is not there, or that no entry of
    its own binds, and `Refused` for one that is not as it was sealed.
    """
    if name not in TABLES:
        raise NotFound(NO_SUCH)
    table = TABLES[name]
    query = select(*(table.c[one] for one in (*bound_columns(table), "entry")))
    cells = next(plain_rows(session, query.where(*_called(table, key))), None)
    if cells is None:
        raise NotFound(NO_SUCH)
    entry = cells.pop("entry", NO_ENTRY)
    digests = tuple(row.digest for row in rows_of(session, name, entry))
    known = sorted((one for one in checkpoints if one.number >= entry), key=_number)
    chain = tuple(_until(lines(session, entry), known[0].number if known else None))
    if not chain or '"rows":{' not in chain[0].statement:
        raise NotFound("No entry of the ledger binds this record by itself.")
    own = row_digest(cells)
    if own not in digests:
        raise Refused("This record is not as it was sealed. Ask for: part2-lms doctor")
    return Proof(
        table=name,
        row=canonical(cells).decode(),
        place=digests.index(own),
        digests=digests,
        chain=chain,
        checkpoint=known[0] if known else None,
    )


def _called(table: Table, key: str) -> list[ColumnElement[bool]]:
    columns = list(table.primary_key)
    parts = key.rsplit("/", len(columns) - 1)
    try:
        return [one == _part(one, part) for one, part in zip(columns, parts, strict=True)]
    except ValueError:
        raise NotFound(NO_SUCH) from None


def _part(column: Column[Any], part: str) -> UUID | int | str:
    if isinstance(column.type, Id):
        return UUID(part)
    if isinstance(column.type, Integer):
        if len(part) > MOST_DIGITS:
            raise ValueError("No number of a row is so long.")
        return int(part)
    return part


def _until(found: Iterator[Line], last: int | None) -> Iterator[Line]:
    return takewhile(lambda line: last is None or line.number <= last, found)


def _number(checkpoint: Checkpoint) -> tuple[int, datetime]:
    return checkpoint.number, checkpoint.at
