"""What was ever destroyed here, by ids, and which files went with it?"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow
from lms.evidence.keeping import RecordsDestroyed
from lms.evidence.tables import EntryRow, TombstoneRow
from lms.kernel.rows.destroying import key_read
from lms.reports.ledger.bound import TABLES

ROWS_AT_ONCE = 1_000


def destroyed(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every row that was destroyed: by which entry, where it stood, its digest and entry."""
    row = TombstoneRow
    order = (row.entry, row.table_name, row.row_entry, row.row_key)
    query = select(row).order_by(*order).execution_options(yield_per=ROWS_AT_ONCE)
    for one in session.scalars(query):
        yield {
            "entry": one.entry,
            "table": one.table_name,
            "key": key_read(TABLES[one.table_name], one.row_key),
            "sha256": one.row_sha256,
            "recorded_in": one.row_entry,
        }


def destroyed_files(session: Session) -> Iterator[str]:
    """Yield the digests of all files that are to be gone, because what named them is.

    A file that a certificate still names stays, whatever an entry says.
    """
    destroying = EntryRow.what == RecordsDestroyed.__name__
    for statement in session.scalars(select(EntryRow.statement).where(destroying)):
        for digest in json.loads(statement).get("files", ()):
            named = select(CertificateRow.number).where(CertificateRow.sha256 == digest)
            if session.scalars(named).first() is None:
                yield digest
