"""Do the facts that came in by a file still say what the ledger says of them?"""

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.evidence.model import Entry
from lms.evidence.store import entries
from lms.kernel.canonical import digest
from lms.kernel.intake.bulk import rows_digest
from lms.kernel.intake.staging import kept_columns
from lms.reports.incoming.agreements import Agreements
from lms.reports.incoming.completions import Completions
from lms.reports.incoming.coverage import Served
from lms.reports.incoming.exceptions import Exceptions, Leaves
from lms.reports.incoming.kind import Kind
from lms.reports.incoming.workers import Workers
from lms.requirements.store import versions_of_entry

KINDS: Final[dict[str, type[Kind[Any]]]] = {
    "WorkersImported": Workers,
    "AgreementsImported": Agreements,
    "CoverageImported": Served,
    "CompletionsImported": Completions,
    "LeavesImported": Leaves,
    "ExceptionsImported": Exceptions,
}


def altered(session: Session) -> Iterator[Entry]:
    """Yield the entries of files whose facts were altered, removed or added to since."""
    for entry in entries(session):
        if entry.what == "RequirementsImported":
            now = digest(versions_of_entry(session, entry.number))
        elif entry.what in KINDS:
            now = _digest(session, KINDS[entry.what], entry.number)
        else:
            continue
        # Entries of before this was kept bind their file alone.
        if json.loads(entry.statement).get("rows", now) != now:
            yield entry


def _digest(session: Session, kind: type[Kind[Any]], entry: int) -> str:
    columns = kind.table.__table__.c
    query = select(*(columns[name] for name in kept_columns(kind.table)))
    ordered = query.where(columns.entry == entry).order_by(*(columns[one] for one in kind.order))
    return rows_digest(session, ordered)
