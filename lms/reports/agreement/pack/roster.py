"""The roster held against the records, as the client of one agreement may read it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.people.tables import WorkerRecordRow
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.reconciliation import Line, Where, reconciled
from lms.reports.known import IDS_AT_ONCE

NOT_NAMED: Final = "Lines of people on record who do not serve this agreement, counted only"


class Held(NamedTuple):
    """What came of it: the lines that may be named, and what is to be known of the whole."""

    lines: tuple[Line, ...]
    header: tuple[tuple[str, str], ...]


def held_of(session: Session, scope: Scope) -> Held:
    """Hold the roster of the question against whoever serves the agreement on the day.

    Somebody on the roster who is on record and does not serve this agreement may serve another
    client, so they are counted, not named; whoever is not on record at all is named.
    """
    found = reconciled(session, scope.question)
    alone = [one.worker for one in found.lines if one.where is Where.ROSTER_ONLY]
    recorded = set(_recorded(session, alone)) - set(scope.root)
    lines = tuple(_named(one, scope) for one in found.lines if one.worker not in recorded)
    counts = Counter(one.where for one in lines)
    header = (
        ("Roster, SHA-256", found.sha256),
        ("On the roster", str(found.on_roster)),
        ("Serving on record", str(found.on_record)),
        ("In both", str(counts[Where.BOTH])),
        ("On the roster, and not on record at all", str(counts[Where.ROSTER_ONLY])),
        (NOT_NAMED, str(len(recorded))),
        ("On record, and not on the roster", str(counts[Where.RECORDS_ONLY])),
    )
    return Held(lines, header)


def _named(line: Line, scope: Scope) -> Line:
    return line._replace(note=scope.hidden.words(line.note))


def _recorded(session: Session, ids: Sequence[str]) -> Iterator[str]:
    row = WorkerRecordRow
    for piece in batches(ids, IDS_AT_ONCE):
        yield from session.scalars(select(row.worker_id).where(row.worker_id.in_(piece)))
