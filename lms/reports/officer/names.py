"""What are workers and accounts called, by worker id and by account?"""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.accounts.tables import AccountRow
from lms.people.tables import WorkerRow


def names_of(session: Session, called: Iterable[str]) -> dict[str, str]:
    """Return the names by which people know these ids of workers and of accounts.

    An account of ours goes by its worker's name, else by its address; that of a host, and an id
    that is not known, by what it is.
    """
    ids = set(called)
    names = {one: one for one in ids}
    workers = session.execute(select(WorkerRow.id, WorkerRow.name).where(WorkerRow.id.in_(ids)))
    names |= {worker: f"{name} ({worker})" for worker, name in workers}
    accounts = (
        select(AccountRow.id, AccountRow.email, WorkerRow.name)
        .outerjoin(WorkerRow, WorkerRow.id == AccountRow.worker_id)
        .where(AccountRow.id.in_(_uuids(ids)))
    )
    return names | {
        str(account): name or email for account, email, name in session.execute(accounts)
    }


def _uuids(ids: Iterable[str]) -> list[UUID]:
    found = []
    for one in ids:
        with suppress(ValueError):
            found.append(UUID(one))
    return found
