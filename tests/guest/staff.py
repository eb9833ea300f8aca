"""Who works at the desk, and how one of them completes the course without a browser."""

from datetime import date
from typing import Final

from lms.actions.learning.read_lesson import read_lesson
from lms.actions.restate_standing import restate_standing
from lms.actions.start_attempt import start_attempt
from lms.actions.submit_attempt import HandedIn, submit_attempt
from lms.courses.model import Course
from lms.kernel.access import ALLOWED, SYSTEM, Actor, Role
from lms.kernel.ids import AttemptId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.store import record_workers
from lms.quizzes.model import Quiz
from lms.quizzes.shown import Places
from lms.quizzes.store import attempt_of
from lms.requirements.store import record_requirements
from tests.builders import NOON, WORKER, a_worker, decided
from tests.pages.classroom import BEST, QUIZ, REQUIREMENT, TAUGHT, publish

MAUD: Final = a_worker(id=WorkerId("M-001"), name="Maud Ferrier", team="Leads")
TOVA: Final = a_worker(manager=MAUD.id)
KEONI: Final = a_worker(
    id=WorkerId("W-002"), name="Keoni Kahale", team="Appeals", time_zone="Pacific/Honolulu"
)
CHOICES: Final = ("alpha", "beta", "gamma")


def bring_in_everybody(workshop: Workshop, course: Course = TAUGHT, quiz: Quiz = QUIZ) -> None:
    """Record the staff, publish the course, and ask it of everybody."""
    with workshop.work(SYSTEM) as work:
        record_workers(work.session, [MAUD, TOVA, KEONI], NOON, date(2025, 3, 3), "test")
        publish(work, course, quiz)
        record_requirements(work.session, [decided(REQUIREMENT)], NOON, "test")
        restate_standing(work, [MAUD.id, TOVA.id, KEONI.id])


def acting(worker: str = WORKER.id) -> Actor:
    """Return a worker of that number, signed in."""
    return Actor(f"account of {worker}", worker, ALLOWED[Role.WORKER], WorkerId(worker))


def sit_down(workshop: Workshop, worker: str = WORKER.id) -> AttemptId:
    """Read the lessons and draw a paper."""
    with workshop.work(acting(worker)) as work:
        for lesson in TAUGHT.lessons:
            read_lesson(work, TAUGHT.slug, lesson.slug)
        return start_attempt(work, TAUGHT.slug)


def hand_in(work: UnitOfWork, attempt: AttemptId) -> HandedIn:
    """Hand in a paper with every answer right."""
    return submit_attempt(work, attempt, right_places(work, attempt))


def complete(workshop: Workshop, worker: str = WORKER.id) -> str:
    """Complete the course, and return the number of the certificate."""
    attempt = sit_down(workshop, worker)
    with workshop.work(acting(worker)) as work:
        done = hand_in(work, attempt)
    assert done.certificate is not None
    return done.certificate


def right_places(work: UnitOfWork, attempt: AttemptId) -> Places:
    """Return where the right choices of a paper stand."""
    paper = attempt_of(work.session, work.actor.learner, attempt).paper
    return {
        item.question: frozenset(
            place
            for place, authored in enumerate(item.order)
            if CHOICES[authored] in BEST[item.question]
        )
        for item in paper
    }
