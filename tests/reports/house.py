"""An invented house with a known history: who works there, what is required, what was done."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from lms.actions.restate_standing import restate_standing
from lms.courses.store import add_version
from lms.kernel.access import SYSTEM
from lms.kernel.ids import CertificateNumber, CompletionId, CourseId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.model import Worker
from lms.people.store import record_workers, worker_ids
from lms.quizzes.store import add_quiz
from lms.requirements.model import Requirement
from lms.requirements.store import record_requirements
from lms.standing.records import CompletionRecord, Kind, Reason
from lms.standing.store import add_completion
from tests.builders import a_requirement, a_worker, decided
from tests.pages.classroom import TAUGHT, WORDING
from tests.quizzes.banks import BANK

BASICS: Final = CourseId("part2-core")
TODAY: Final = date(2026, 1, 31)
MANAGER: Final = WorkerId("W-010")

ANNUAL: Final = a_requirement(course=BASICS)

DONE: Final = CompletionRecord(
    id=CompletionId(UUID(int=9_000)),
    worker_id=WorkerId("W-001"),
    worker_name="Tova Lindqvist",
    team="Claims",
    role="billing",
    employer="Alder Quay Billing",
    requirement=ANNUAL.id,
    reason=Reason.ONBOARDING,
    course=BASICS,
    course_title="42 CFR Part 2 basics",
    course_version=1,
    text_sha256="ab" * 32,
    rules=("2024-final-rule", "hitech"),
    kind=Kind.FULL,
    started_at=datetime(2025, 12, 1, 14, 0, tzinfo=UTC),
    completed_at=datetime(2025, 12, 1, 14, 12, tzinfo=UTC),
    completed_on=date(2025, 12, 1),
    time_zone="America/New_York",
    tzdata="2025.2",
    attempt_id=UUID(int=8_000),
    attempt_number=1,
    score_percent=90,
    pass_mark=80,
    valid_through=date(2026, 12, 1),
    certificate=CertificateNumber("P2L-AAAA-BBBB"),
    recorded_at=datetime(2025, 12, 1, 14, 12, tzinfo=UTC),
    recorded_by="account-1",
    entry=7,
    entry_sha256="cd" * 32,
)


def somebody(number: int, name: str, team: str, manager: int | None, **changes: Any) -> Worker:  # noqa: ANN401 - whatever fields it has
    """A worker of the house, there since January 2024 if not told otherwise."""
    return a_worker(
        id=WorkerId(f"W-{number:03}"),
        name=name,
        team=team,
        manager=None if manager is None else WorkerId(f"W-{manager:03}"),
        **{"hired_on": date(2024, 1, 10), **changes},
    )


STAFF: Final = (
    somebody(1, "Tova Lindqvist", "Claims", 10, hired_on=date(2025, 3, 3)),
    somebody(2, "Hollis Bramble", "Claims", 10),
    somebody(3, "Rowan Gild", "Patient accounts", 11, hired_on=date(2025, 12, 10)),
    somebody(10, "Maren Slate", "Management", None),
    somebody(11, "Orla Finn", "Patient accounts", 10),
    somebody(20, "=Cosmo Reed", "Data desk", None),
    somebody(30, "Otis Fallow", "Claims", 10, ended_on=date(2025, 5, 1)),
)
"""On 31 January 2026 four of six are late: W-011 and W-020 722 days, W-002 35, W-003 22."""


def done(worker: int, day: date, number: int, **changes: Any) -> CompletionRecord:  # noqa: ANN401 - whatever fields it has
    """A completion by a worker of the house, at two in the afternoon of a day (UTC)."""
    one = next(each for each in STAFF if each.id == f"W-{worker:03}")
    at = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
    record = replace(
        DONE,
        id=CompletionId(UUID(int=number)),
        worker_id=one.id,
        worker_name=one.name,
        team=one.team,
        started_at=at,
        completed_at=at,
        completed_on=day,
        attempt_id=UUID(int=number + 500),
        certificate=CertificateNumber(f"P2L-{number:04}"),
        recorded_at=at,
        entry=number,
    )
    return replace(record, **changes)


COMPLETIONS: Final = (
    done(2, date(2024, 12, 27), 1),
    done(1, date(2025, 12, 1), 3),
    done(10, date(2025, 6, 1), 2),
    done(20, date(2024, 3, 1), 4, requirement=None, course=CourseId("other"), valid_through=None),
)


def settle(
    work: UnitOfWork,
    staff: Iterable[Worker] = STAFF,
    requirements: Iterable[Requirement] = (ANNUAL,),
    completions: Iterable[CompletionRecord] = COMPLETIONS,
) -> None:
    """Record a history as if it had happened, and derive everybody's standing."""
    record_workers(work.session, [*staff], work.now, work.now.date(), "test")
    publish(work, BASICS, "42 CFR Part 2 basics")
    record_requirements(work.session, map(decided, requirements), work.now, "test")
    for one in completions:
        add_completion(work.session, one)
    restate_standing(work, list(worker_ids(work.session)))


def settled(workshop: Workshop) -> Workshop:
    """Settle the house in a workshop."""
    with workshop.work(SYSTEM) as work:
        settle(work)
    return workshop


def publish(work: UnitOfWork, course: CourseId, title: str) -> None:
    """Put a version of a course there whose text nobody will read."""
    version = replace(
        TAUGHT,
        slug=course,
        title=title,
        version=1,
        effective_on=date(2024, 1, 1),
        assets=(),
        text_sha256="ab" * 32,
    )
    add_version(work.session, version, WORDING, work.now, "test")
    add_quiz(work.session, course, 1, BANK)
