"""The house of the journeys: its staff, what is asked of them, and its address on this machine."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Final

from flask import Flask
from sqlalchemy import func, select
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.set_password import set_password
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.actions.learning.read_lesson import read_lesson
from lms.actions.publish_courses import publish_courses
from lms.actions.start_attempt import start_attempt
from lms.actions.submit_attempt import submit_attempt
from lms.kernel.access import SYSTEM, Role
from lms.kernel.database import Base
from lms.kernel.ids import AttemptId, CertificateNumber, CourseId, WorkerId
from lms.kernel.work import Workshop
from lms.library import Library
from lms.quizzes.answering import is_whole
from lms.quizzes.shown import as_shown
from lms.quizzes.store import answers_of
from lms.quizzes.tables import AttemptRow
from lms.reports.learning.my_attempt import my_paper
from lms.standalone import create_app
from tests.accounts.people import PASSWORD, workshop_of
from tests.builders import ORGANIZATION, StillClock, a_keyring, an_actor

COURSE: Final = CourseId("part2-core")
MORNING: Final = datetime(2026, 6, 15, 12, tzinfo=UTC)
"""When the journeys begin: Monday 15 June 2026, eight o'clock in New York."""

STAFF: Final = """\
worker_id,name,email,team,role,manager_id,employer,hired_on
W-101,Juniper Vale,juniper.vale@alderquay.example,Claims,billing,W-110,Alder Quay,2026-05-20
W-102,Orrin Pike,orrin.pike@alderquay.example,Claims,coding,W-110,Alder Quay,2025-03-03
W-103,Tova Lindqvist,tova.lindqvist@alderquay.example,Hosting,msp,W-110,Alder Quay,2026-05-01
W-110,Maud Ferrier,maud.ferrier@alderquay.example,Claims,billing,,Alder Quay,2026-05-25
W-120,Silas Brandt,silas.brandt@alderquay.example,Hosting,msp,,Alder Quay,2026-05-25
"""
ASKED: Final = """\
[[requirement]]
id = "part2-core-annual"
course = "part2-core"
audience = { everyone = true }
basis = "policy"
citation = "Workforce training policy 4.2"
from_on = 2026-03-01
cadence_months = 12
window_days = 60
keep_anniversary = true
initial_days = 30
return_days = 14
"""


@dataclass(frozen=True)
class Person:
    """Somebody of the house: how they sign in, and their number among the staff."""

    email: str
    role: Role
    number: WorkerId | None = None


JUNIPER: Final = Person("juniper.vale@alderquay.example", Role.WORKER, WorkerId("W-101"))
"""A worker whose training is due in four days."""
ORRIN: Final = Person("orrin.pike@alderquay.example", Role.WORKER, WorkerId("W-102"))
"""A worker who is the longest late: 76 days."""
MAUD: Final = Person("maud.ferrier@alderquay.example", Role.MANAGER, WorkerId("W-110"))
"""The manager of Juniper, Orrin and Tova."""
SILAS: Final = Person("silas.brandt@alderquay.example", Role.MANAGER, WorkerId("W-120"))
"""A manager to whom nobody reports."""
OFFICER: Final = Person("ines.marlow@alderquay.example", Role.OFFICER)
AUDITOR: Final = Person("audit@quillstone.example", Role.AUDITOR)


@dataclass(frozen=True)
class House:
    """The product at work: where people open it, its records, and the course it teaches."""

    url: str
    app: Flask
    library: Library
    clock: StillClock

    @property
    def workshop(self) -> Workshop:
        """Where the records are."""
        return workshop_of(self.app)

    def link_for(self, person: Person) -> str:
        """Make an account, and return the path of the link that sets its password."""
        with self.workshop.work(SYSTEM) as work:
            link = make_account(work, person.email, person.role, person.number)
        return f"/set-password/{link.token}"

    def give_account(self, person: Person) -> None:
        """Make an account with a password."""
        token = self.link_for(person).rpartition("/")[2]
        with self.workshop.work(SYSTEM) as work:
            assert set_password(work, token, PASSWORD) is None

    def let_read(self, person: Person) -> None:
        """Let somebody have read every lesson."""
        with self.workshop.work(an_actor(worker=person.number)) as work:
            for lesson in self.library.course(COURSE).lessons:
                read_lesson(work, COURSE, lesson.slug)

    def let_pass(self, person: Person) -> CertificateNumber:
        """Let somebody have read and passed, without a fault, and return the certificate."""
        self.let_read(person)
        quiz = self.library.quiz_of(COURSE)
        right = {question.id: question.right for question in quiz.questions}
        with self.workshop.work(an_actor(worker=person.number)) as work:
            attempt = start_attempt(work, COURSE)
            paper = my_paper(work.session, work.actor.learner, attempt).attempt.paper
            done = submit_attempt(work, attempt, as_shown(paper, right))
        assert done.certificate is not None
        return done.certificate

    def answered(self) -> int:
        """Count the questions of all papers that have a whole answer."""
        with self.workshop.look(SYSTEM) as work:
            papers = work.session.scalars(select(AttemptRow.id)).all()
            kept = [answers_of(work.session, AttemptId(paper)).values() for paper in papers]
        return sum(is_whole(answer) for answers in kept for answer in answers)

    def count(self, *tables: str) -> tuple[int, ...]:
        """Count the rows of these tables."""
        with self.workshop.engine.connect() as connection:
            return tuple(
                connection.scalar(select(func.count()).select_from(Base.metadata.tables[name]))
                or 0
                for name in tables
            )


@contextmanager
def opened_house(
    database_url: str,
    folder: Path,
    clock: StillClock,
    library: Library,
    content: Path | None = None,
) -> Iterator[House]:
    """Open the product on a database, with staff and course, and serve it to this machine.

    What waits to be published lies in `content`, if it is not the bundled content.
    """
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        settings = {
            "LMS_DATABASE_URL": database_url,
            "LMS_SECRET_KEY": "a key of the tests that opens nothing at all",
            "LMS_FILES": folder / "files",
            "LMS_KEYS": a_keyring(folder).folder,
            "LMS_PUBLIC_URL": url,
            "LMS_ORGANIZATION": ORGANIZATION.name,
            "LMS_CONTACT_NAME": ORGANIZATION.contact_name,
            "LMS_CONTACT_EMAIL": ORGANIZATION.contact_email,
            **({"LMS_CONTENT": content} if content else {}),
        }
        house = House(url, create_app(settings, clock=clock), library, clock)
        move_in(house.workshop, library)
        with served(house.app, door.fileno(), port):
            yield house
        house.workshop.engine.dispose()


def move_in(workshop: Workshop, library: Library) -> None:
    """Publish the course, and bring in the staff and what is asked of them."""
    with workshop.work(SYSTEM) as work:
        publish_courses(work, library)
        assert import_workers(work, BytesIO(STAFF.encode())).problems == ()
        assert import_requirements(work, BytesIO(ASKED.encode())).problems == ()


class Answering(WSGIRequestHandler):
    """Hangs up on a browser that opened a line and says nothing."""

    timeout = 5


class Server(ThreadedWSGIServer):
    """Closes when the last answer is out, so that no thread keeps the database open."""

    daemon_threads = False


@contextmanager
def served(app: Flask, door: int, port: int) -> Iterator[None]:
    """Answer whoever knocks at a door that is open already, in threads of this process."""
    server = Server("127.0.0.1", port, app, Answering, fd=door)
    answering = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    answering.start()
    try:
        yield
    finally:
        server.shutdown()
        answering.join()
        server.server_close()
