"""Records whose time is over are destroyed, by the rule alone, and the ledger goes on holding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lms.accounts.store import drop_accounts_of
from lms.evidence.keeping import RecordsDestroyed
from lms.evidence.model import Entry
from lms.evidence.retention import CITATION
from lms.evidence.store import record, tombstone_row, wait_for_turn
from lms.kernel.access import SYSTEM
from lms.kernel.database import Base
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.rows.destroying import key_written, remove
from lms.kernel.work import UnitOfWork
from lms.people.store import drop_workers
from lms.reports.ledger.due import Kept, kept
from lms.reports.ledger.newest import newest_numbers
from lms.reports.ledger.personal import Personal, certificate_files, personal_rows
from lms.standing.civil import civil_day
from lms.standing.store import write_standings


@dataclass(frozen=True)
class Destroyed:
    """What went: the entry that says so, the rows by id, and the files that may go now.

    Whoever committed the work takes the files away; before that, nothing is certain. The entry
    names them, so that a program that was stopped in between does it when it is run again.
    """

    entry: Entry
    rows: tuple[Personal, ...]
    files: tuple[str, ...]


def destroy_records(work: UnitOfWork, worker: WorkerId) -> Destroyed:
    """Destroy everything personal of a worker who left, under all their ids; ids and digests stay.

    Raises `Refused` for records that are younger than the rule asks, held for a matter, or the
    newest of their kind; `NotFound` for a worker who is employed or whom nobody knows.
    """
    if work.actor != SYSTEM:
        raise Forbidden("Records are destroyed at the server's own console.")
    wait_for_turn(work.session)
    person = next((one for one in kept(work.session) if worker in one.workers), None)
    if person is None:
        raise NotFound(f"{worker} is employed here, or nobody knows them.")
    rows = tuple(personal_rows(work.session, person.workers))
    _require_due(work, person, rows)
    files = tuple(certificate_files(work.session, person.workers))
    said = RecordsDestroyed(person.workers, person.through, CITATION, files)
    entry = record(work, said, *map(_tombstone, rows))
    write_standings(work.session, person.workers, [])
    drop_accounts_of(work.session, person.workers)
    for table, group in groupby(rows, key=lambda row: row.table):
        remove(work.session, table, [row.key for row in group])
    drop_workers(work.session, person.workers)
    return Destroyed(entry, rows, files)


def _require_due(work: UnitOfWork, person: Kept, rows: Sequence[Personal]) -> None:
    today: date = civil_day(work.now, work.organization.time_zone)
    named = ", ".join(person.workers)
    if person.matters:
        raise Refused(f"The records of {named} are held for {', '.join(person.matters)}.")
    if not person.due_on(today):
        told = f"The records of {named} are kept through {person.through} ({CITATION})."
        raise Refused(told)
    # Their numbers would be given again.
    newest = newest_numbers(work.session)
    if any(newest.get(row.table.name) == row.key[0] for row in rows):
        raise Refused(f"Nothing was recorded since the records of {named}. Wait until it was.")


def _tombstone(row: Personal) -> Base:
    return tombstone_row(row.table.name, key_written(row.key), row.digest, row.entry)
