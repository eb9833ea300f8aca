"""What long files cost to take away: a workbook of 100,000 rows, and a pack of six years.

The pack is of 1,000 people with an attempt, its answers and a certificate of 45 KB each year, all
of it bound by the ledger. Run: `python -m bench --only packs`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert

from bench.databases import Place
from bench.exports import FILL
from bench.house import COURSE, REQUIREMENT
from bench.imports import HOUSE
from bench.measuring import Row
from bench.written import write_workers
from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.actions.ledger.bind_earlier_rows import bind_earlier_rows
from lms.actions.publish_courses import publish_courses
from lms.certificates.tables import CertificateRow
from lms.evidence.facts import AttemptStarted
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.ids import AttemptId, WorkerId
from lms.kernel.keyring import Keyring
from lms.kernel.upkeep.migrating import upgrade
from lms.kernel.work import UnitOfWork, Workshop
from lms.library import bundled_content, open_library
from lms.quizzes.model import Quiz
from lms.quizzes.store import quiz_of
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow
from lms.standing.tables import CompletionRow

ROWS: Final = 100_000
ROWS_WHEN_QUICK: Final = 10_000
WORKERS: Final = 1_000
WORKERS_WHEN_QUICK: Final = 100
FIRST_YEAR, YEARS, ASKED = 2021, 6, 10
CERTIFICATE_BYTES: Final = 45_000
AGREEMENT: Final = "QSOA-1"


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Take away a workbook, and a pack."""
    if place.engine == "sqlite":
        rows = ROWS_WHEN_QUICK if quick else ROWS
        url = place.new()
        engine = make_engine(url)
        upgrade(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql(FILL, (rows,))
        engine.dispose()
        yield from _taken(url, place.folder, f"completions XLSX, {rows:,} rows", "xlsx")
    people = WORKERS_WHEN_QUICK if quick else WORKERS
    url, folder = place.new(), place.folder / "packs"
    _settle(url, folder, people)
    yield from _taken(url, folder, f"pack of {people:,} people, {YEARS} years", "pack")


def _taken(url: str, folder: Path, name: str, what: str) -> Iterator[Row]:
    named = AGREEMENT if what == "pack" else "completions"
    command = [sys.executable, "-m", "bench.away.taking", url, str(folder), what, named]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, spent, more = json.loads(told.stdout)
    yield Row(f"{name}, seconds", None, seconds)
    yield Row(f"{name}, CPU seconds", None, spent)
    yield Row(f"{name}, more memory", None, more)


def _settle(url: str, folder: Path, people: int) -> None:
    engine = make_engine(url)
    upgrade(engine)
    folder.mkdir()
    keys = Keyring(folder / "keys")
    workshop = Workshop(engine, HOUSE, FileStore(folder), keys)
    staff = write_workers(folder / "workers.csv", people)
    with workshop.work(SYSTEM) as work:
        keys.make(work.now.date(), HOUSE.name)
        publish_courses(work, open_library(bundled_content()))
        told = REQUIREMENT.format(course=COURSE).replace("2026-02-16", "2020-01-01")
        import_requirements(work, BytesIO(told.encode()))
        with staff.open("rb") as file:
            import_workers(work, file)
        import_agreements(work, BytesIO(_agreement()))
        import_coverage(work, BytesIO(_coverage(people)))
        quiz = quiz_of(work.session, COURSE, 1)
        for year in range(YEARS):
            _year(work, quiz, people, year)
    with workshop.work(SYSTEM) as work:
        bind_earlier_rows(work)
    engine.dispose()


def _agreement() -> bytes:
    head = "agreement_id,kind,program_id,program_name,effective_on"
    return f"{head}\n{AGREEMENT},qsoa,P-1,Low Tide Clinic,2020-01-01\n".encode()


def _coverage(people: int) -> bytes:
    lines = (f"W-{at:06},{AGREEMENT},2020-06-01,2020-06-01" for at in range(people))
    head = "worker_id,agreement_id,from_on,access_granted_on"
    return "\n".join([head, *lines, ""]).encode()


def _year(work: UnitOfWork, quiz: Quiz, people: int, year: int) -> None:
    """Keep a year's attempts, answers, grades, completions and certificates."""
    rows: dict[Any, list[dict[str, Any]]] = {}
    for at in range(people):
        number = year * people + at + 1
        worker = WorkerId(f"W-{at:06}")
        for table, told in _one(work, quiz, worker, number):
            rows.setdefault(table, []).append(told)
        record(work, AttemptStarted(AttemptId(UUID(int=number)), worker, COURSE, 1, "ab" * 32))
    for table in (AttemptRow, AnswerRow, GradeRow, CompletionRow, CertificateRow):
        work.session.execute(insert(table), rows[table])


def _one(
    work: UnitOfWork, quiz: Quiz, worker: WorkerId, number: int
) -> Iterator[tuple[Any, dict[str, Any]]]:
    at = datetime(FIRST_YEAR, 1, 10, 15, tzinfo=UTC) + timedelta(hours=number)
    attempt, certificate = UUID(int=number), f"P2L-{number:06}"
    asked = [quiz.questions[(number + place) % len(quiz.questions)] for place in range(ASKED)]
    common = {"worker_id": worker, "course": COURSE}
    paper = [[one.id, [*range(len(one.choices))][::-1], one.sha256] for one in asked]
    yield (
        AttemptRow,
        {
            **common,
            "id": attempt,
            "version": 1,
            "sitting": number,
            "number": 1,
            "paper": paper,
            "paper_sha256": "ab" * 32,
            "kind": "full",
            "started_at": at,
            "entry": 1,
        },
    )
    for place, one in enumerate(asked):
        told = {"attempt_id": attempt, "question": one.id, "chosen": [0], "given_at": at}
        yield AnswerRow, {"number": number * ASKED + place, "entry": 1, **told}
    graded = {"score_percent": 90, "pass_mark": 80, "outcome": "passed", "graded_at": at}
    correct = {"correct": [True] * ASKED, "attestation": "They are my own.", "entry": 1}
    yield GradeRow, {"attempt_id": attempt, **graded, **correct}
    yield CompletionRow, {**common, **_completion(number, at), "certificate": certificate}
    yield CertificateRow, {**common, **_certificate(work, certificate, number, at)}


def _certificate(work: UnitOfWork, certificate: str, number: int, at: datetime) -> dict[str, Any]:
    seed = f"%PDF-1.7 {certificate}\n".encode()
    content = (seed * (CERTIFICATE_BYTES // len(seed) + 1))[:CERTIFICATE_BYTES]
    return {
        "number": certificate,
        "completion_id": UUID(int=10**6 + number),
        "holder": "X",
        "course_title": "Basics",
        "course_version": 1,
        "score_percent": 90,
        "completed_on": at.date(),
        "time_zone": "America/New_York",
        "demonstration": False,
        "issued_at": at,
        "sha256": work.files.keep(content),
        "size": len(content),
        "entry": 1,
    }


def _completion(number: int, at: datetime) -> dict[str, Any]:
    return {
        "id": UUID(int=10**6 + number),
        "worker_name": "X",
        "team": "T",
        "role": "billing",
        "employer": "",
        "requirement": f"{COURSE}-annual",
        "reason": "renewal",
        "course_title": "Basics",
        "course_version": 1,
        "text_sha256": "ab" * 32,
        "rules": "",
        "kind": "full",
        "started_at": at,
        "completed_at": at,
        "completed_on": at.date(),
        "time_zone": "America/New_York",
        "tzdata": "2025.2",
        "attempt_id": UUID(int=number),
        "attempt_number": 1,
        "score_percent": 90,
        "pass_mark": 80,
        "agreements": "",
        "recorded_at": at,
        "recorded_by": "x",
        "source": "self",
        "document": "",
        "entry": 1,
        "entry_sha256": "ab" * 32,
    }
