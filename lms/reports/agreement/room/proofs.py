"""How does a single record prove itself to whoever reads in an auditor's room?"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from lms.evidence.checkpoints import Checkpoint, Head
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.quizzes.tables import AttemptRow
from lms.reports.agreement.pack.attempts import Sittings
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.pack.tables import Table
from lms.reports.agreement.room.dossiers import NOT_HERE
from lms.reports.ledger.proof import Proof, proof_of

ANOTHER: Final = (
    "This record also names what is no business of this agreement, so its sealed words cannot be "
    "shown here. Ask the organization to show the proof to you in person."
)
RECORDS: Final = {
    "people": ("lms_coverage", "coverage_id"),
    "completions": ("lms_completion", "completion_id"),
    "certificates": ("lms_certificate", "certificate"),
    "exceptions": ("lms_exception", "exception_id"),
    "withdrawals": ("lms_withdrawal", "withdrawal_id"),
    "retraining": ("lms_retraining", "retraining_id"),
    "contract-agents": ("lms_agent_attestation", "attestation_id"),
    "signed-copies": ("lms_signed_copy", "copy_id"),
}
"""By table of a room: the facts behind its rows, and the column that names one."""
SITTINGS: Final = {"attempts": "lms_attempt", "grades": "lms_grade"}
"""Facts of an attempt, which is named by its id."""
DESCRIPTIONS: Final = "descriptions"
PROVABLE: Final = (*RECORDS, *SITTINGS, DESCRIPTIONS)


def proof_here(
    work: UnitOfWork, scope: Scope, tables: Mapping[str, Table], told: tuple[str, str]
) -> Proof:
    """Prove a record by its own entry alone, under a checkpoint that is signed for it now.

    `told` are its kind, one of `PROVABLE`, and its id. The entries after it may tell of others,
    so they are left out. Raises `NotFound` for one that is not in this room, and `Refused` if
    its own words name another client.
    """
    name, key = _place(work, scope, tables, told)
    key_id = work.keys.current.id
    entry = proof_of(work.session, name, key).entry
    own = Checkpoint(entry.number, "", work.now, key_id, b"")
    whole = proof_of(work.session, name, key, (own,))
    words = whole.row + whole.entry.statement
    if scope.hidden.words(words) != words:
        raise Refused(ANOTHER)
    head = Head(whole.entry.number, whole.entry.seal, work.now, key_id)
    signed = Checkpoint(**vars(head), signature=work.keys.current.sign(head.signed))
    return Proof(whole.table, whole.row, whole.place, whole.digests, (whole.entry,), signed)


def _place(
    work: UnitOfWork, scope: Scope, tables: Mapping[str, Table], told: tuple[str, str]
) -> tuple[str, str]:
    """Return the table and key of a record that is in this room; raise `NotFound` for others."""
    kind, key = told
    if kind in RECORDS:
        name, column = RECORDS[kind]
        if key and key in {str(row[column]) for row in tables[kind].told()}:
            return name, key
    elif kind in SITTINGS:
        if _sat_here(work, scope, key):
            return SITTINGS[kind], key
    elif key in {str(one.number) for one in scope.descriptions}:
        return "lms_agreement", f"{scope.agreement}/{key}"
    raise NotFound(NOT_HERE)


def _sat_here(work: UnitOfWork, scope: Scope, key: str) -> bool:
    try:
        attempt = work.session.get(AttemptRow, UUID(key))
    except ValueError:
        return False
    root = None if attempt is None else scope.root.get(WorkerId(attempt.worker_id))
    if root is None:
        return False
    sat = Sittings(work.session, scope).of(scope.people[root].ids)
    return any(str(one.row.id) == key for one in sat)
