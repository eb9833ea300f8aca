"""Which rows does each entry of the ledger bind? All facts, in the order of their entries."""

from collections.abc import Iterator
from heapq import merge
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from lms.agreements.rooms.tables import RoomClosedRow, RoomRow, RoomViewRow
from lms.agreements.tables import (
    AgentRow,
    AgreementRow,
    AttestationRow,
    CoverageRow,
    SignedCopyRow,
)
from lms.certificates.tables import CertificateRow, RevocationRow
from lms.courses.tables import AssetRow, CourseVersionRow, LessonReadRow
from lms.drills.tables import DrillChoiceRow, DrillRunRow, DrillTextRow
from lms.evidence.tables import HoldLiftRow, HoldRow, TombstoneRow, WithdrawalRow
from lms.incidents.tables import RetrainingRow
from lms.kernel.database import Base
from lms.kernel.rows.destroying import key_read
from lms.kernel.rows.plain import (
    Key,
    bound_columns,
    in_words,
    key_of,
    keys_ordered,
    plain_rows,
    row_digest,
    table_of,
)
from lms.people.tables import MergeRow, WorkerRecordRow
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow, QuizVersionRow
from lms.requirements.tables import RequirementRow
from lms.standing.tables import CompletionRow, ExceptionRow

FACTS: Final[tuple[type[Base], ...]] = (
    AgentRow,
    AgreementRow,
    AnswerRow,
    AssetRow,
    AttemptRow,
    AttestationRow,
    CertificateRow,
    CompletionRow,
    CourseVersionRow,
    CoverageRow,
    DrillChoiceRow,
    DrillRunRow,
    DrillTextRow,
    ExceptionRow,
    GradeRow,
    HoldLiftRow,
    HoldRow,
    LessonReadRow,
    MergeRow,
    QuizVersionRow,
    RequirementRow,
    RetrainingRow,
    RevocationRow,
    SignedCopyRow,
    TombstoneRow,
    RoomClosedRow,
    RoomRow,
    RoomViewRow,
    WithdrawalRow,
    WorkerRecordRow,
)
"""Every table whose rows the ledger binds; a test holds it to the tables that only grow."""
TABLES: Final = {table_of(row).name: table_of(row) for row in FACTS}
NO_ENTRY: Final = 0


class Kept(NamedTuple):
    """A row as it lies there: the entry it names, its table, and its digest.

    `seal` is what it says the entry's seal is, in the tables that say so.
    """

    entry: int
    table: str
    digest: str
    seal: str | None


class Named(NamedTuple):
    """A row by its entry and key, its digest, and what it says its entry's seal is, if it does."""

    entry: int
    place: Key
    digest: str
    seal: str | None = None

    @property
    def key(self) -> str:
        """The key in words."""
        return in_words(self.place)


def kept_rows(session: Session) -> Iterator[Kept]:
    """Yield every fact in order of entries, tables and keys; first those that name no entry."""
    for named in (False, True):
        kept = (_kept(session, table, named=named) for table in TABLES.values())
        yield from merge(*kept, key=_place)


def rows_of(session: Session, name: str, entry: int) -> Iterator[Named]:
    """Yield the rows of a table that name an entry, in order of their keys."""
    table = TABLES[name]
    query = select(*table.c)
    mine = table.c.entry.is_(None) if entry == NO_ENTRY else table.c.entry == entry
    keys = [column.name for column in table.primary_key]
    ordered = query.where(mine).order_by(*keys_ordered(session, table, keys))
    for cells in plain_rows(session, ordered):
        yield _named(table, cells)


def all_rows(session: Session, name: str, before: int) -> Iterator[Named]:
    """Yield the rows of a table that name an earlier entry or none, in order of both."""
    table = TABLES[name]
    query = select(*table.c)
    named = func.coalesce(table.c.entry, NO_ENTRY)
    keys = keys_ordered(session, table, [column.name for column in table.primary_key])
    chosen = query.where(named < before)
    for cells in plain_rows(session, chosen.order_by(named, *keys)):
        yield _named(table, cells)


def destroyed_of(session: Session, name: str, entry: int) -> Iterator[Named]:
    """Yield what tombstones know of rows of a table that named an entry."""
    yield from _tombstones(session, name, TombstoneRow.row_entry == entry)


def destroyed_before(session: Session, name: str, entry: int) -> Iterator[Named]:
    """Yield what tombstones know of rows of a table that named an earlier entry or none."""
    yield from _tombstones(session, name, TombstoneRow.row_entry < entry)


def destroyed_count(session: Session) -> int:
    """Count the rows that were destroyed when their time was over."""
    return session.scalar(select(func.count()).select_from(TombstoneRow)) or 0


def _tombstones(session: Session, name: str, which: ColumnElement[bool]) -> Iterator[Named]:
    query = select(TombstoneRow).where(TombstoneRow.table_name == name, which)
    for row in session.scalars(query):
        yield Named(row.row_entry, key_read(TABLES[name], row.row_key), row.row_sha256)


def _named(table: Table, cells: dict[str, Any]) -> Named:
    entry, seal = cells.pop("entry", NO_ENTRY), cells.pop("entry_sha256", None)
    return Named(entry, key_of(table, cells), row_digest(cells), seal)


def _place(kept: Kept) -> tuple[int, str]:
    return kept[:2]


def _kept(session: Session, table: Table, *, named: bool) -> Iterator[Kept]:
    stamps: list[Any] = [table.c[name] for name in ("entry", "entry_sha256") if name in table.c]
    query = select(*stamps, *(table.c[name] for name in bound_columns(table)))
    entry = table.c.entry
    keys = keys_ordered(session, table, [column.name for column in table.primary_key])
    chosen = query.where(entry.is_not(None) if named else entry.is_(None))
    # By the index of entries, so that the rows of one are put in order at a time.
    for cells in plain_rows(session, chosen.order_by(entry, *keys)):
        row = _named(table, cells)
        yield Kept(row.entry, table.name, row.digest, row.seal)
