"""A workshop in which the small course is taught and required, and workers who take it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from lms.actions.learning.read_lesson import read_lesson
from lms.actions.publish_courses import publish_courses
from lms.actions.restate_standing import restate_standing
from lms.actions.start_attempt import start_attempt
from lms.actions.start_refresher import start_refresher
from lms.actions.submit_attempt import HandedIn, submit_attempt
from lms.certificates.tables import CertificateRow
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM, Actor
from lms.kernel.database import Base
from lms.kernel.ids import AttemptId, RequirementId
from lms.kernel.work import UnitOfWork, Workshop
from lms.library import Library
from lms.people.model import Worker
from lms.people.store import record_workers
from lms.quizzes.model import Answer, Attempt, Item
from lms.quizzes.shown import Places, as_shown
from lms.quizzes.store import attempt_of
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow
from lms.requirements.store import record_requirements
from lms.standing.tables import CompletionRow, StandingRow
from tests.builders import WORKER, a_requirement, an_actor, decided
from tests.courses.tiny import RIGHT, TINY, a_library

ANNUAL: Final = a_requirement(id=RequirementId("tiny-annual"), course=TINY)
FOUR_STEPS: Final = (1, 2, 3, 4)
TAKER: Final = an_actor()
KEPT: Final[Mapping[str, type[Base]]] = {
    "attempts": AttemptRow,
    "answers": AnswerRow,
    "grades": GradeRow,
    "completions": CompletionRow,
    "certificates": CertificateRow,
    "standings": StandingRow,
    "entries": EntryRow,
}


@dataclass(frozen=True)
class School:
    """The workshop, with whatever a worker does in it done in a work of its own."""

    workshop: Workshop

    def read_all(self, actor: Actor = TAKER) -> None:
        """Read both lessons."""
        for lesson in ("answering", "noting"):
            with self.workshop.work(actor) as work:
                read_lesson(work, TINY, lesson)

    def start(self, actor: Actor = TAKER) -> AttemptId:
        """Sit down to the quiz."""
        with self.workshop.work(actor) as work:
            return start_attempt(work, TINY)

    def begin(self, actor: Actor = TAKER) -> AttemptId:
        """Read everything, and sit down."""
        self.read_all(actor)
        return self.start(actor)

    def attempt(self, attempt: AttemptId, actor: Actor = TAKER) -> Attempt:
        """The attempt as it is kept."""
        with self.workshop.look(actor) as work:
            return attempt_of(work.session, actor.learner, attempt)

    def answers(self, attempt: AttemptId, wrong: int = 0, actor: Actor = TAKER) -> Places:
        """Right answers to all questions of a paper but the first `wrong`."""
        paper = self.attempt(attempt, actor).paper
        chosen = {item.question: _right(item) for item in paper}
        for item in paper[:wrong]:
            right = chosen[item.question]
            others = frozenset(range(3)) - set(right)
            chosen[item.question] = right[::-1] if isinstance(right, tuple) else others
        return as_shown(paper, chosen)

    def hand_in(self, attempt: AttemptId, wrong: int = 0, actor: Actor = TAKER) -> HandedIn:
        """Answer everything and hand in."""
        places = self.answers(attempt, wrong, actor)
        with self.workshop.work(actor) as work:
            return submit_attempt(work, attempt, places)

    def complete(self, actor: Actor = TAKER) -> HandedIn:
        """Read, sit down and pass."""
        return self.hand_in(self.begin(actor), actor=actor)

    def publish(self, library: Library) -> None:
        """Publish what is new in a content root."""
        with self.workshop.work(SYSTEM) as work:
            publish_courses(work, library)

    def refresh(self, actor: Actor = TAKER) -> AttemptId:
        """Sit down to the quiz about what changed."""
        with self.workshop.work(actor) as work:
            return start_refresher(work, TINY)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        with self.workshop.look(SYSTEM) as work:
            return {
                name: work.session.scalar(select(func.count()).select_from(row)) or 0
                for name, row in KEPT.items()
            }

    def completions(self) -> list[CompletionRow]:
        """Everything completed, oldest first."""
        with self.workshop.look(SYSTEM) as work:
            rows = work.session.scalars(select(CompletionRow).order_by(CompletionRow.entry)).all()
            work.session.expunge_all()
        return list(rows)

    def standings(self) -> list[StandingRow]:
        """Everything derived, by worker."""
        with self.workshop.look(SYSTEM) as work:
            rows = work.session.scalars(select(StandingRow).order_by(StandingRow.worker_id)).all()
            work.session.expunge_all()
        return list(rows)


def _right(item: Item) -> Answer:
    if len(item.order) == len(FOUR_STEPS):
        return FOUR_STEPS
    return frozenset(RIGHT[item.question])


def open_school(
    workshop: Workshop,
    folder: Path,
    workers: Iterable[Worker] = (WORKER,),
    changes: Mapping[str, str | bytes | None] | None = None,
) -> School:
    """Publish the small course, take workers on, and require the course of everybody."""
    with workshop.work(SYSTEM) as work:
        publish_courses(work, a_library(folder, changes))
        take_on(work, *workers)
        record_requirements(work.session, [decided(ANNUAL)], work.now, "test")
        restate_standing(work, [one.id for one in workers])
    return School(workshop)


def take_on(work: UnitOfWork, *workers: Worker) -> None:
    """Record workers as a staff file would."""
    record_workers(work.session, workers, work.now, work.now.date(), "test")
