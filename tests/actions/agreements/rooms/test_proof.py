"""A record of a room proves itself by its own entry alone, and tells of nobody else."""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import SYSTEM
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.quizzes.tables import AttemptRow
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.pack.scope import Scope, scope_of
from lms.reports.agreement.pack.tables import Table
from lms.reports.agreement.room.proofs import PROVABLE, RECORDS, SITTINGS, proof_here
from lms.reports.asking import Question
from lms.reports.ledger.proof import Proof
from tests.actions.office import OFFICER, decide, more_time
from tests.builders import NOON
from tests.courses.tiny import TINY
from tests.reports.ledger.history import lived
from tests.reports.ledger.test_proof import PROGRAM

AGREEMENT = AgreementId("A-1")
Here = tuple[UnitOfWork, Scope, dict[str, Table]]


@pytest.fixture
def here(workshop: Workshop, tmp_path: Path) -> Iterator[Here]:
    """What an auditor of one agreement is shown, after much has happened."""
    lived(workshop, tmp_path)
    given = decide(workshop, more_time(worker=WorkerId("W-008")))
    with workshop.work(OFFICER) as work:
        withdraw_fact(work, Correction(what=What.EXCEPTION, fact=given.id, reason="another's"))
        open_retraining(
            work,
            Opening(
                workers=(WorkerId("W-008"),),
                course=TINY,
                incident="INC-2026-015",
                due_on=NOON.date(),
                approved_by=WorkerId("W-010"),
                agreement=AGREEMENT,
            ),
        )
    day = NOON.date()
    with workshop.look(SYSTEM) as work:
        scope = scope_of(work.session, Question(day, day, agreement=AGREEMENT, alone=True))
        yield work, scope, all_tables_of(work.session, scope)


def keys_of(here: Here, kind: str) -> list[str]:
    """The ids of all records of a kind that are shown."""
    work, scope, tables = here
    if kind in RECORDS:
        return [key for row in tables[kind].told() if (key := str(row[RECORDS[kind][1]]))]
    if kind in SITTINGS:
        return [str(one) for one in work.session.scalars(select(AttemptRow.id))]
    return [str(one.number) for one in scope.descriptions]


def check(here: Here, proof: Proof, folder: Path) -> None:
    """Check it as the guide tells anybody to, and what was signed for it."""
    file = folder / "proof.json"
    file.write_bytes(proof.document)
    command = [sys.executable, "-c", PROGRAM, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert proof.checkpoint is not None
    assert said == f"{proof.entry.number} {proof.checkpoint.seal}\n"
    key = here[0].keys.current.public
    assert key.verify(proof.checkpoint.signed, proof.checkpoint.signature)
    assert [one["number"] for one in json.loads(proof.document)["chain"]] == [proof.entry.number]


def test_a_record_of_every_kind_is_proved_by_the_lines_of_the_guide(
    here: Here, tmp_path: Path
) -> None:
    proved, withheld = set(), set()
    for kind in PROVABLE:
        for key in keys_of(here, kind):
            try:
                check(here, proof_here(*here, (kind, key)), tmp_path)
                proved.add(kind)
            except NotFound:
                assert kind in SITTINGS  # of somebody who does not serve this agreement
            except Refused:  # its words name another agreement
                withheld.add(kind)

    assert proved | withheld == set(PROVABLE)
    assert len(proved) > len(withheld)


def test_what_is_not_of_this_room_is_not_there(here: Here) -> None:
    for asked in product(PROVABLE, ["", "x", "99", str(UUID(int=404))]):
        with pytest.raises(NotFound):
            proof_here(*here, asked)
