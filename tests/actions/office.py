"""An office beside the school: an officer, a manager, their people, and what they decide."""

from pathlib import Path
from typing import Any, Final

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.record_training import Elsewhere, record_training
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.ids import CompletionId, WorkerId
from lms.kernel.work import Workshop
from lms.reports.standing_of import standing_of
from lms.standing.model import Standing
from lms.standing.records import ExceptionKind, ExceptionRecord
from tests.actions.school import ANNUAL, School, open_school
from tests.builders import NOON, WORKER, a_worker, an_actor
from tests.courses.tiny import TINY

TODAY: Final = NOON.date()
OFFICER: Final = an_actor(Role.OFFICER, worker=WorkerId("W-900"))
MANAGER: Final = an_actor(Role.MANAGER, worker=WorkerId("W-010"), account="account-of-boss")
TOVA: Final = a_worker(manager=WorkerId("W-010"))
"""Overdue since 2 April 2025: hired on 3 March, and nothing completed."""
STAFF: Final = (
    TOVA,
    a_worker(id=WorkerId("W-002"), name="Tova Lindquist"),
    a_worker(id=WorkerId("W-010"), name="Maren Slate"),
    a_worker(id=WorkerId("W-900"), name="Ines Marlow"),
)


def open_office(workshop: Workshop, folder: Path) -> School:
    """Open the school with an officer and a manager among its staff."""
    return open_school(workshop, folder, STAFF)


def more_time(**changes: Any) -> Decision:  # noqa: ANN401 - any of its fields
    """An extension for Tova of fourteen days, but for what the test cares about."""
    given = {
        "kind": ExceptionKind.EXTENSION,
        "worker": WORKER.id,
        "requirement": ANNUAL.id,
        "to_on": TODAY.replace(month=2, day=14),
        "reason": "court testimony",
    }
    return Decision(**{**given, **changes})


def elsewhere(**changes: Any) -> Elsewhere:  # noqa: ANN401 - any of its fields
    """The small course, done elsewhere in September, but for what the test cares about."""
    given = {
        "worker": WORKER.id,
        "course": TINY,
        "completed_on": TODAY.replace(year=2025, month=9, day=10),
        "document": "Certificate 17",
        "version": 1,
    }
    return Elsewhere(**{**given, **changes})


def decide(workshop: Workshop, decision: Decision, actor: Actor = OFFICER) -> ExceptionRecord:
    """Take a decision in a work of its own."""
    with workshop.work(actor) as work:
        return grant_exception(work, decision)


def write_down(workshop: Workshop, done: Elsewhere, actor: Actor = OFFICER) -> CompletionId:
    """Record training in a work of its own."""
    with workshop.work(actor) as work:
        return record_training(work, done)


def standing(workshop: Workshop, worker: WorkerId = WORKER.id) -> Standing:
    """How a worker stands today toward the one requirement."""
    with workshop.look(SYSTEM) as work:
        return standing_of(work.session, worker, ANNUAL.id, TODAY)
