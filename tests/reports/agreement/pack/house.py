"""The house with two clients, where somebody sat a quiz and holds a certificate; packs of it."""

import io
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.ledger.bind_earlier_rows import bind_earlier_rows
from lms.certificates.pdf import render
from lms.certificates.store import Issued, certificate_row
from lms.evidence.facts import AnswersKept, AttemptGraded, AttemptStarted, CertificateIssued
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.ids import AttemptId, CertificateNumber, CompletionId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.quizzes.model import Attempt, Grade, Item, Outcome
from lms.quizzes.store import Result, answer_rows, attempt_row, grade_row
from lms.reports.agreement.pack.made import Made, pack_made
from lms.reports.asking import Question
from lms.standing.records import ExceptionKind
from tests.certificates.samples import PLAIN
from tests.quizzes.banks import BANK
from tests.reports.agreement.clients import TIDE, serving
from tests.reports.house import ANNUAL, BASICS, MANAGER, TODAY

TOVA: Final = WorkerId("W-001")
DONE: Final = CompletionId(UUID(int=3))
SAT: Final = AttemptId(UUID(int=503))
NUMBER: Final = CertificateNumber("P2L-0003")
SITTING: Final = datetime(2025, 12, 1, 14, tzinfo=UTC)
ASKED: Final = Question(TODAY, TODAY, agreement=TIDE, alone=True)


def house(workshop: Workshop) -> Workshop:
    """The two clients, and W-001's attempt, certificate and extension."""
    with serving(workshop).work(SYSTEM) as work:
        sit(work)
        certify(work)
        decision = Decision(
            kind=ExceptionKind.EXTENSION,
            worker=TOVA,
            requirement=ANNUAL.id,
            to_on=TODAY,
            approved_by=MANAGER,
            reason="=court testimony",
        )
        grant_exception(work, decision)
        bind_earlier_rows(work)  # what the house was settled with, and nobody recorded
    return workshop


def sit(work: UnitOfWork) -> None:
    """Keep the attempt of W-001: three questions, the last of them answered wrong."""
    items = tuple(Item(question.id, (2, 0, 1), question.sha256) for question in BANK.questions[:3])
    attempt = Attempt(SAT, TOVA, BASICS, 1, 1, items, "ef" * 32, SITTING)
    record(work, AttemptStarted(SAT, TOVA, BASICS, 1, "ef" * 32), attempt_row(attempt, 0))
    names = [item.question for item in items]
    answers = dict(zip(names, map(frozenset, ([0], [0], [2])), strict=True))
    rows = answer_rows(work.session, SAT, answers, SITTING)
    record(work, AnswersKept(SAT), *rows)
    grade = Grade((True, True, False), 66, Outcome.FAILED)
    result = Result(grade, 60, "These answers are my own.", SITTING)
    graded = AttemptGraded(SAT, 66, Outcome.FAILED, "ab" * 32, "ab" * 32)
    record(work, graded, grade_row(SAT, result))


def certify(work: UnitOfWork, holder: str = "Tova Lindqvist", **changes: Any) -> None:  # noqa: ANN401 - any field
    """Issue W-001's certificate."""
    content = render(replace(PLAIN, number=NUMBER, holder=holder, agreements=()))
    issued = Issued(
        number=NUMBER,
        completion_id=DONE,
        worker_id=TOVA,
        holder=holder,
        course=BASICS,
        course_title="42 CFR Part 2 basics",
        course_version=1,
        score_percent=90,
        completed_on=SITTING.date(),
        time_zone="America/New_York",
        valid_through=SITTING.date().replace(2026),
        demonstration=False,
        issued_at=SITTING,
        sha256=work.files.keep(content),
        size=len(content),
    )
    row = certificate_row(replace(issued, **changes))
    record(work, CertificateIssued(NUMBER, DONE, issued.sha256), row)


def packed(workshop: Workshop, question: Question = ASKED) -> tuple[bytes, Made]:
    """A pack's bytes, and what is said of it."""
    out = io.BytesIO()
    with workshop.look(SYSTEM) as work:
        made = pack_made(work, question, out)
    return out.getvalue(), made


def members(content: bytes) -> dict[str, bytes]:
    """The files of a pack, by name within its folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def unpacked(content: bytes, folder: Path) -> Path:
    """The folder of a pack on the disk."""
    (folder / "pack.zip").write_bytes(content)
    shutil.unpack_archive(folder / "pack.zip", folder / "pack")
    (only,) = (folder / "pack").iterdir()
    return only
