"""How does everything stand in a database, and what in it is broken?"""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from lms.evidence.checkpoints import Checkpoint
from lms.evidence.store import head
from lms.kernel.upkeep.databases import counts
from lms.kernel.upkeep.migrating import revision_of
from lms.reports.ledger.breaks import breaks
from lms.reports.upkeep.backup.state import State

MOST_BREAKS: Final = 20


def stood(connection: Connection, now: datetime) -> State:
    """Count every row, and tell where the ledger ends; whether all is sound is not asked."""
    number, seal = head(Session(connection)) or (0, "")
    return State(
        made_at=now,
        engine=connection.dialect.name,
        revision=revision_of(connection) or "",
        rows=counts(connection),
        number=number,
        seal=seal,
        broken=(),
    )


def broken(session: Session, checkpoints: Iterable[Checkpoint] = ()) -> tuple[str, ...]:
    """Tell of breaks of the ledger, and of facts that are not what their entry says."""
    return tuple(str(one) for one in islice(breaks(session, checkpoints), MOST_BREAKS))


def differences(engine: Engine, state: State) -> tuple[str, ...]:
    """Tell what in a database is not as a state says; nothing if it is the same to the row."""
    with engine.execution_options(sqlite_begin="DEFERRED").connect() as connection:
        now = stood(connection, state.made_at)
    tables = sorted(now.rows.keys() | state.rows.keys())
    other = [name for name in tables if now.rows.get(name) != state.rows.get(name)]
    ends = (now.revision, now.number, now.seal) != (state.revision, state.number, state.seal)
    return (*other, "the end of the ledger") if ends else tuple(other)
