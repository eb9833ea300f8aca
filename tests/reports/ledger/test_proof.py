"""One record proves itself to somebody who has nothing but the documented fifteen lines."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import select

from lms.evidence.checkpoints import read_checkpoint
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.errors import NotFound
from lms.kernel.work import Workshop
from lms.reports.ledger.bound import TABLES
from lms.reports.ledger.checkpoints import checkpoint
from lms.reports.ledger.proof import COMPLETION, Proof, proof_of
from tests.architecture.tree import ROOT
from tests.evidence.told import said
from tests.reports.ledger.history import lived

PAGE: Final = (ROOT / "docs" / "ledger.md").read_text("utf-8")
PROGRAM: Final = PAGE.split("```python\n")[1].split("```")[0]


@pytest.fixture
def proved(workshop: Workshop, tmp_path: Path) -> tuple[Proof, Proof]:
    """Proofs of what was passed here, and of one of many that came in by a file."""
    school = lived(workshop, tmp_path)
    with workshop.look(SYSTEM) as work:
        known = checkpoint(work)
    assert known is not None
    with workshop.work(SYSTEM) as work:
        record(work, said(1))
    passed = next(one for one in school.completions() if one.kind == "full")
    brought = next(one for one in school.completions() if one.source == "import")
    with workshop.look(SYSTEM) as work:
        return (
            proof_of(work.session, COMPLETION, str(passed.id), [known]),
            proof_of(work.session, COMPLETION, str(brought.id), [known]),
        )


def checked(document: dict[str, Any], file: Path) -> subprocess.CompletedProcess[str]:
    """Check a proof as the page tells anybody to."""
    file.write_text(json.dumps(document), "utf-8")
    command = [sys.executable, "-c", PROGRAM, str(file)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_record_leads_to_the_seal_of_the_checkpoint(
    proved: tuple[Proof, Proof], tmp_path: Path
) -> None:
    assert len(PROGRAM.strip().splitlines()) <= 15
    for proof in proved:
        told = json.loads(proof.document)
        known = read_checkpoint(told["checkpoint"])

        assert checked(told, tmp_path / "proof").stdout == f"{known.number} {known.seal}\n"
        assert proof.entry.number < proof.last.number == known.number


def test_whatever_is_changed_in_a_proof_is_noticed(
    proved: tuple[Proof, Proof], tmp_path: Path
) -> None:
    _, brought = proved
    assert len(brought.digests) == 20
    changes: tuple[tuple[str, Any], ...] = (
        ("row", brought.row.replace("2025", "2024")),
        ("digests", brought.digests[:-1]),
        ("place", brought.place + 1),
        ("table", "lms_grade"),
        ("chain", [one._asdict() for one in (brought.chain[0], *brought.chain[2:])]),
    )
    for name, value in changes:
        told = {**json.loads(brought.document), name: value}
        assert checked(told, tmp_path / "proof").returncode == 1, name


def test_a_record_of_every_kind_that_an_entry_binds_is_proved(
    workshop: Workshop, tmp_path: Path
) -> None:
    lived(workshop, tmp_path)
    with workshop.look(SYSTEM) as work:
        known = checkpoint(work)
        assert known is not None
        for name, table in TABLES.items():
            row = work.session.execute(select(*table.primary_key).limit(1)).first()
            if row is None:
                continue
            proof = proof_of(work.session, name, "/".join(map(str, row)), [known])
            told = checked(json.loads(proof.document), tmp_path / "proof")
            assert told.stdout == f"{known.number} {known.seal}\n", name


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (COMPLETION, str(UUID(int=1))),
        (COMPLETION, "no-id"),
        ("lms_answer", "9" * 30),
        ("lms_answer", "x"),
        ("lms_agreement", "QSOA-014"),
        ("lms_account", "1"),
    ],
)
def test_what_is_not_there_cannot_be_proved(workshop: Workshop, table: str, key: str) -> None:
    with workshop.look(SYSTEM) as work, pytest.raises(NotFound):
        proof_of(work.session, table, key)
