"""The ledger, in and out of the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lms.evidence.chain import GENESIS, sealed
from lms.evidence.facts import Fact, stated
from lms.evidence.model import Entry
from lms.evidence.tables import EntryRow, WithdrawalRow
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork

LOOKED_BACK = 1000
_LOCK = 0x6C6564  # "led"


def record(work: UnitOfWork, fact: Fact) -> Entry:
    """Seal a fact to the end of the ledger; writers wait for each other until they commit."""
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    number, previous = head(work.session) or (0, GENESIS)
    number += 1
    what = type(fact).__name__
    entry = sealed(number, what, stated(fact, work.actor), previous, work.now)
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
    return entry


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
    entry: int


def add_withdrawal(session: Session, withdrawal: Withdrawal) -> None:
    """Keep that a fact was withdrawn, for ever."""
    session.add(WithdrawalRow(**vars(withdrawal)))
    session.flush()


def is_withdrawn(session: Session, fact_id: UUID) -> bool:
    """Say whether a fact was withdrawn."""
    query = select(WithdrawalRow.id).where(WithdrawalRow.fact_id == fact_id)
    return session.scalar(query) is not None


def last_recorded_at(session: Session) -> datetime | None:
    """Return the latest instant of the last thousand entries.

    The newest entry alone would not do: a clock that went back may have written it already.
    """
    newest = select(EntryRow.recorded_at).order_by(EntryRow.number.desc()).limit(LOOKED_BACK)
    latest: datetime | None = session.scalar(select(func.max(newest.subquery().c.recorded_at)))
    return latest


def entries(session: Session) -> Iterator[Entry]:
    """Yield the whole ledger in order, a thousand entries at a time."""
    rows = session.scalars(select(EntryRow).order_by(EntryRow.number)).yield_per(1000)
    for row in rows:
        yield Entry(row.number, row.what, row.statement, row.previous, row.seal, row.recorded_at)


def entries_head(session: Session) -> int:
    """Return the number of the newest entry; 0 while there is none."""
    return session.scalar(select(func.max(EntryRow.number))) or 0


def entries_count(session: Session) -> int:
    """Return how many entries the ledger has."""
    return session.scalar(select(func.count()).select_from(EntryRow)) or 0
