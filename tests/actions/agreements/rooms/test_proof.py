"""A record of a room proves itself by its own entry alone, and tells of nobody else."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.kernel.access import SYSTEM
from lms.kernel.errors import NotFound
from lms.kernel.ids import AgreementId, CompletionId
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack.scope import scope_of
from lms.reports.agreement.pack.tables import tables_of
from lms.reports.agreement.room.dossiers import proof_here
from lms.reports.asking import Question
from lms.reports.ledger.proof import Proof
from tests.actions.office import OFFICER
from tests.actions.school import School
from tests.builders import NOON, WORKER
from tests.reports.ledger.test_proof import PROGRAM

AGREEMENT = AgreementId("A-1")
AGREEMENTS = b"""\
agreement_id,kind,program_id,program_name,effective_on
A-1,qsoa,P-1,Low Tide Clinic,2025-01-01
"""
COVERAGE = f"worker_id,agreement_id,from_on\n{WORKER.id},A-1,2025-04-01\n".encode()


def prove(work: UnitOfWork, completion: CompletionId) -> Proof:
    day = NOON.date()
    scope = scope_of(work.session, Question(day, day, agreement=AGREEMENT, alone=True))
    return proof_here(work, scope, tables_of(work.session, scope), completion)


def test_the_lines_of_the_guide_check_it(school: School, tmp_path: Path) -> None:
    with school.workshop.work(OFFICER) as work:
        assert import_agreements(work, BytesIO(AGREEMENTS)).problems == ()
        assert import_coverage(work, BytesIO(COVERAGE)).problems == ()
    school.complete()
    (done,) = school.completions()

    with school.workshop.look(SYSTEM) as work:
        proof = prove(work, CompletionId(done.id))
        with pytest.raises(NotFound):
            prove(work, CompletionId(UUID(int=404)))
    file = tmp_path / "proof.json"
    file.write_bytes(proof.document)
    command = [sys.executable, "-c", PROGRAM, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert proof.checkpoint is not None
    assert said == f"{proof.entry.number} {proof.checkpoint.seal}\n"
    key = school.workshop.keys.current.public
    assert key.verify(proof.checkpoint.signed, proof.checkpoint.signature)
    assert [one["number"] for one in json.loads(proof.document)["chain"]] == [done.entry]
