"""The ledger, in and out of the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_attribute

from lms.evidence.binding import Bound, bound, together
from lms.evidence.chain import GENESIS, sealed
from lms.evidence.facts import Fact, stated
from lms.evidence.model import Entry
from lms.evidence.retention import Hold
from lms.evidence.tables import EntryRow, HoldLiftRow, HoldRow, TombstoneRow, WithdrawalRow
from lms.kernel.database import Base
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.rows.plain import (
    Key,
    in_words,
    key_of,
    plain_row,
    plain_tuples,
    row_digest,
    table_of,
)
from lms.kernel.work import RECORDED, UnitOfWork

LOOKED_BACK = 1000
_LOCK = 0x6C6564  # "led"


def record(work: UnitOfWork, fact: Fact, *rows: Base) -> Entry:
    """Seal a fact to the end of the ledger, and keep the rows that it is about, bound by it.

    Rows are added in the order given. Writers wait for each other until they commit.
    """
    wait_for_turn(work.session)
    entry = record_bound(work, fact, together(_bound(rows)))
    for table, group in groupby(rows, key=type):
        for row in group:
            set_attribute(row, "entry", entry.number)
            if "entry_sha256" in table_of(table).columns:
                set_attribute(row, "entry_sha256", entry.seal)
            work.session.add(row)
        work.session.flush()
    return entry


def record_bound(work: UnitOfWork, fact: Fact, rows: Bound) -> Entry:
    """Seal a fact, with what binds the rows that its caller keeps under the entry's number."""
    wait_for_turn(work.session)
    number, previous = head(work.session) or (0, GENESIS)
    number += 1
    what = type(fact).__name__
    entry = sealed(number, what, stated(fact, work.actor, rows), previous, work.now)
    work.session.add(
        EntryRow(
            number=entry.number,
            what=entry.what,
            statement=entry.statement,
            previous=entry.previous,
            seal=entry.seal,
            recorded_at=entry.recorded_at,
        )
    )
    work.session.flush()
    work.session.info[RECORDED] = True
    return entry


def wait_for_turn(session: Session) -> None:
    """Wait until no other transaction writes to the ledger; it is this one's until it ends.

    On SQLite whoever writes anything has waited already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _bound(rows: Iterable[Base]) -> Iterator[Bound]:
    by_table: dict[Table, list[tuple[Key, str]]] = {}
    for row in rows:
        table, cells = table_of(type(row)), plain_row(row)
        by_table.setdefault(table, []).append((key_of(table, cells), row_digest(cells)))
    for table, keyed in by_table.items():
        yield bound(table.name, ((in_words(key), one) for key, one in sorted(keyed)))


def head(session: Session) -> tuple[int, str] | None:
    """Return number and seal of the newest entry; None while there is none."""
    newest = select(EntryRow.number, EntryRow.seal).order_by(EntryRow.number.desc()).limit(1)
    found = session.execute(newest).first()
    return None if found is None else (found.number, found.seal)


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """That a fact, recorded in error, counts for nothing any more, and who says so and why."""

    id: UUID
    what: str
    fact_id: UUID
    worker_id: WorkerId
    approved_by: str
    reason: str
    document: str
    recorded_at: datetime
    recorded_by: str


def withdrawal_row(withdrawal: Withdrawal) -> WithdrawalRow:
    """Return the row that keeps that a fact was withdrawn."""
    return WithdrawalRow(**vars(withdrawal))


def is_withdrawn(session: Session, fact_id: UUID) -> bool:
    """Say whether a fact was withdrawn."""
    query = select(WithdrawalRow.id).where(WithdrawalRow.fact_id == fact_id)
    return session.scalar(query) is not None


def hold_row(hold: Hold, at: datetime, by: str) -> HoldRow:
    """Return the row that keeps that records are held."""
    columns = dict(vars(hold))
    columns["worker_id"] = columns.pop("worker")
    return HoldRow(**columns, recorded_at=at, recorded_by=by)


def lift_row(hold: UUID, reason: str, at: datetime, by: str) -> HoldLiftRow:
    """Return the row that keeps that a hold was lifted."""
    return HoldLiftRow(hold_id=hold, reason=reason, recorded_at=at, recorded_by=by)


def tombstone_row(table: str, key: str, sha256: str, entry: int) -> TombstoneRow:
    """Return the row that stands for one that is destroyed."""
    return TombstoneRow(table_name=table, row_key=key, row_sha256=sha256, row_entry=entry)


def destroyed_in(session: Session, table: str, key: str) -> int | None:
    """Return the entry by which a row was destroyed; None if none of this key was."""
    query = select(TombstoneRow.entry).where(TombstoneRow.table_name == table)
    return session.scalar(query.where(TombstoneRow.row_key == key))


def holds_open(session: Session) -> list[Hold]:
    """Return the holds that were not lifted, oldest first."""
    lifted = select(HoldLiftRow.hold_id)
    query = select(HoldRow).where(HoldRow.id.not_in(lifted)).order_by(HoldRow.entry)
    return [
        Hold(
            row.id,
            row.matter,
            None if row.worker_id is None else WorkerId(row.worker_id),
            None if row.agreement is None else AgreementId(row.agreement),
            row.reason,
        )
        for row in session.scalars(query)
    ]


def last_recorded_at(session: Session) -> datetime | None:
    """Return the latest instant of the last thousand entries.

    The newest entry alone would not do: a clock that went back may have written it already.
    """
    newest = select(EntryRow.recorded_at).order_by(EntryRow.number.desc()).limit(LOOKED_BACK)
    latest: datetime | None = session.scalar(select(func.max(newest.subquery().c.recorded_at)))
    return latest


def entries(session: Session) -> Iterator[Entry]:
    """Yield the whole ledger in order."""
    for line in lines(session):
        yield Entry(*line[:-1], datetime.fromisoformat(line.recorded_at))


class Line(NamedTuple):
    """An entry as it lies there: what is kept of it, unread, its instant in ISO 8601."""

    number: int
    what: str
    statement: str
    previous: str
    seal: str
    recorded_at: str


def lines(session: Session, first: int = 1) -> Iterator[Line]:
    """Yield the ledger in order from an entry on, some thousands at a time."""
    columns = EntryRow.__table__.c
    chosen = select(*(columns[name] for name in Line._fields)).where(columns.number >= first)
    yield from map(Line._make, plain_tuples(session, chosen.order_by(columns.number)))


def last_of(session: Session, what: str) -> int | None:
    """Return the number of the last entry of a kind; None while there is none."""
    return session.scalar(select(func.max(EntryRow.number)).where(EntryRow.what == what))


def last_at(session: Session, what: str) -> datetime | None:
    """Return when the last entry of a kind was recorded; None while there is none."""
    number = last_of(session, what)
    return session.scalar(select(EntryRow.recorded_at).where(EntryRow.number == number))


def entries_head(session: Session) -> int:
    """Return the number of the newest entry; 0 while there is none."""
    return session.scalar(select(func.max(EntryRow.number))) or 0


def entries_count(session: Session) -> int:
    """Return how many entries the ledger has."""
    return session.scalar(select(func.count()).select_from(EntryRow)) or 0
