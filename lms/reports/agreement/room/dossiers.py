"""Everything about one person that concerns one agreement, and the proof of a record of theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from lms.evidence.checkpoints import Checkpoint, Head
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import CertificateNumber, CompletionId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack.attempts import Sat, Sittings
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.pack.tables import Table, by_worker
from lms.reports.ledger.proof import Proof, proof_of_completion

NOT_HERE: Final = "There is no such record in this room."
ANOTHER: Final = (
    "This record also names what is no business of this agreement, so its sealed words cannot be "
    "shown here. Ask the organization to show the proof to you in person."
)


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
    rows = {name: by_worker(table, scope) for name, table in tables.items()}
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


def proof_here(
    work: UnitOfWork, scope: Scope, tables: Mapping[str, Table], completion: CompletionId
) -> Proof:
    """Prove a completion by its own entry alone, under a checkpoint that is signed for it now.

    The entries after it may tell of others, so they are left out. Raises `NotFound` for one that
    is not in this room, and `Refused` if its own words name another client.
    """
    entries = {str(row["completion_id"]): row["entry"] for row in tables["completions"].told()}
    if str(completion) not in entries:
        raise NotFound(NOT_HERE)
    key = work.keys.current
    own = Checkpoint(entries[str(completion)], "", work.now, key.id, b"")
    whole = proof_of_completion(work.session, completion, (own,))
    if scope.hidden.words(whole.row + whole.entry.statement) != whole.row + whole.entry.statement:
        raise Refused(ANOTHER)
    told = Head(whole.entry.number, whole.entry.seal, work.now, key.id)
    signed = Checkpoint(**vars(told), signature=key.sign(told.signed))
    return Proof(whole.table, whole.row, whole.place, whole.digests, (whole.entry,), signed)
