"""Everything about one person that concerns one agreement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from lms.kernel.errors import NotFound
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack.attempts import Sat, Sittings
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.pack.tables import Table, by_worker

NOT_HERE: Final = "There is no such record in this room."


@dataclass(frozen=True)
class Dossier:
    """One person: who they were on the day, their rows of each table, their attempts."""

    worker: WorkerId
    name: str
    own: Mapping[str, Sequence[Mapping[str, Any]]]
    sat: tuple[Sat, ...]


def dossiers_of(
    session: Session, scope: Scope, tables: Mapping[str, Table], workers: Iterable[WorkerId]
) -> tuple[Dossier, ...]:
    """Return the dossiers of some people, in the order given.

    Raises `NotFound` for somebody who never served the agreement.
    """
    asked = tuple(workers)
    if any(one not in scope.people for one in asked):
        raise NotFound(NOT_HERE)
    about = {name: table for name, table in tables.items() if "worker_id" in table.names}
    rows = {name: by_worker(table, scope) for name, table in about.items()}
    ids = [one for worker in asked for one in scope.people[worker].ids]
    sat: dict[WorkerId, list[Sat]] = {}
    for one in Sittings(session, scope).of(ids):
        sat.setdefault(scope.root[WorkerId(one.row.worker_id)], []).append(one)
    return tuple(
        Dossier(
            worker,
            scope.people[worker].described_on(scope.question.as_of).worker.name,
            {name: found.get(worker, []) for name, found in rows.items()},
            tuple(sat.get(worker, ())),
        )
        for worker in asked
    )


def certificate_file(
    work: UnitOfWork, tables: Mapping[str, Table], number: CertificateNumber
) -> bytes:
    """Return a certificate as it was issued; raise `NotFound` if it is not in this room."""
    here = {row["certificate"]: row["sha256"] for row in tables["certificates"].told()}
    if number not in here:
        raise NotFound(NOT_HERE)
    return work.files.read(here[number])
