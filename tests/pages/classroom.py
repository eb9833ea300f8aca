"""A small course in a host application, and somebody's browser in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.certificates.wording import Wording
from lms.courses.model import Asset, Change, Course, LegalStatus, Lesson
from lms.courses.store import Release, add_version
from lms.extension import LMS
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId, RequirementId
from lms.kernel.work import UnitOfWork, Workshop
from lms.pages.host import Host
from lms.people.store import record_workers
from lms.quizzes.model import Choice, Kind, Question, Quiz
from lms.quizzes.store import add_quiz
from lms.requirements.model import Audience, Basis, Requirement
from lms.requirements.store import record_requirements
from tests.builders import (
    NOON,
    ORGANIZATION,
    WORKER,
    StillClock,
    a_keyring,
    a_worker,
    an_actor,
    counted_ids,
    decided,
)

SLUG: Final = CourseId("callers")
HOME: Final = "/training/"
COURSE: Final = f"/training/courses/{SLUG}"
PICTURE: Final = b"\x89PNG\r\n\x1a\nnot much of a picture"
BEST: Final = {"con-1": ("alpha",), "con-2": ("beta",), "con-3": ("alpha", "gamma")}
"""The right choices of each question, by what they say."""
SECRETS: Final = ("A reason against", "The explanation of", "42 CFR 2.13")
"""Words of the answer key, which nobody sees before a paper is marked."""
WORDING: Final = vars(
    Wording(
        slug="completion",
        title="Certificate of Completion",
        disclaimer="It certifies completion, not compliance.",
        body="{holder} completed {course}.",
    )
)


def _lesson(slug: str, title: str) -> Lesson:
    html = f'<h2 id="callers">{title}, told</h2><p>Say neither yes nor no.</p>'
    return Lesson(slug, title, 4, ("42 CFR 2.13",), (), title, html, ())


def _question(id: str) -> Question:  # noqa: A002 - it is an id
    def choice(words: str) -> Choice:
        right = words in BEST[id]
        reason = "" if right else f"A reason against {words} of {id}."
        return Choice(words, f"<em>{words}</em>", right, reason, reason)

    told = f"The explanation of {id}."
    return Question(
        id=id,
        text=f"What of {id}?",
        html=f"What of <strong>{id}</strong>?",
        choices=tuple(map(choice, ("alpha", "beta", "gamma"))),
        explanation=told,
        explanation_html=told,
        rules=("42 CFR 2.13(a)",),
        lesson="answering",
        anchor="callers",
        roles=(),
        difficulty=1,
        kind=Kind.SCENARIO,
        sha256=digest(id),
    )


TAUGHT: Final = Course(
    slug=SLUG,
    title="Answering callers",
    version=1,
    effective_on=date(2025, 1, 1),
    change=Change.MATERIAL,
    refresh_days=60,
    rules=("2024-final-rule",),
    teaches="42 CFR 2.13",
    minutes=10,
    quiz="callers",
    certificate="completion",
    audience_roles=(),
    reviewed_by="",
    reviewed_on=None,
    legal_status=LegalStatus.DRAFT,
    test_out=False,
    source="Whoever calls.",
    html="<p>Whoever calls.</p>",
    lessons=(_lesson("answering", "Answering the telephone"), _lesson("noting", "Noting it")),
    assets=(Asset("desk.png", "image/png", PICTURE, digest(PICTURE)),),
    text_sha256=digest("callers 1"),
)
QUIZ: Final = Quiz(
    slug="callers",
    title="Three calls",
    draw=(("", 3),),
    pass_mark=67,
    attempts=0,
    cooldown_minutes=0,
    shuffle=True,
    questions=tuple(map(_question, BEST)),
    text_sha256=digest("three calls"),
)
REQUIREMENT: Final = Requirement(
    id=RequirementId("callers-annual"),
    course=SLUG,
    audience=Audience(everyone=True),
    basis=Basis.POLICY,
    citation="Training policy 4.2",
    from_on=date(2026, 1, 15),
    cadence_months=12,
    window_days=60,
    keep_anniversary=True,
    initial_days=30,
    return_days=14,
)


@dataclass
class Classroom:
    """A host with the course published, a browser, and whoever sits at it."""

    app: Flask
    clock: StillClock
    who: list[Actor | None] = field(default_factory=lambda: [an_actor()])

    def __post_init__(self) -> None:
        """Open a browser."""
        self.client: FlaskClient = self.app.test_client()

    @property
    def workshop(self) -> Workshop:
        """Where the application keeps its records."""
        host: Host = self.app.extensions["lms"]
        return host.workshop

    def sit_down(self, actor: Actor | None) -> None:
        """Let somebody else use the browser; None signs out."""
        self.who[0] = actor

    def open(self, path: str) -> TestResponse:
        """Follow a link."""
        return self.client.get(path)

    def send(self, path: str, fields: dict[str, Any] | None = None) -> TestResponse:
        """Send a form, with the token of the pages."""
        token = re.search(
            r'name="csrf_token" value="([^"]+)"', self.open(f"{COURSE}/answering").text
        )
        return self.client.post(path, data={"csrf_token": token and token[1], **(fields or {})})

    def read_all(self) -> None:
        """Read both lessons."""
        for lesson in TAUGHT.lessons:
            assert self.send(f"{COURSE}/{lesson.slug}/read").status_code == 303

    def begin(self) -> str:
        """Read, sit down to the quiz, and return the address of the paper."""
        self.read_all()
        return self.send(f"{COURSE}/attempts").location

    def hand_in(self, paper: str, wrong: int = 0) -> TestResponse:
        """Answer everything, the first `wrong` questions with something else, and hand in."""
        return self.send(paper, answers(self.open(paper).text, wrong))

    def pass_quiz(self) -> str:
        """Pass, and return the number of the certificate."""
        paper = self.begin()
        self.hand_in(paper)
        found = re.search(r"P2L(-\w{4}){4}", self.open(paper).text)
        assert found is not None
        return found[0]


def places(page: str) -> dict[str, dict[str, str]]:
    """Read from a paper which value each choice of a question has, by what the choice says."""
    pattern = r'name="answer-([\w-]+)" value="(\d+)"[^>]*><span><em>(\w+)</em>'
    found: dict[str, dict[str, str]] = {}
    for question, value, said in re.findall(pattern, page):
        found.setdefault(question, {})[said] = value
    return found


def answers(page: str, wrong: int = 0) -> dict[str, list[str]]:
    """Fill in the form of a paper."""
    given: dict[str, list[str]] = {"asked": re.findall(r'name="asked" value="([^"]+)"', page)}
    for number, (question, values) in enumerate(sorted(places(page).items())):
        others = [said for said in values if said not in BEST[question]][:1]
        chosen = others if number < wrong else BEST[question]
        given[f"answer-{question}"] = [values[said] for said in chosen]
    return given


def text_of(page: str) -> str:
    """Return what a page says, without its tags."""
    shown = re.sub(r"<(head|script|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def publish(work: UnitOfWork, course: Course = TAUGHT, quiz: Quiz = QUIZ) -> None:
    """Publish a course with its quiz."""
    add_version(work.session, Release(course, WORDING, course.decision), work.now, "test")
    add_quiz(work.session, course.slug, course.version, quiz)


@pytest.fixture
def a_classroom(database_url: str, tmp_path: Path, clock: StillClock) -> Iterator[Classroom]:
    """A host with two workers, the course and its requirement, on either engine."""
    with a_host(database_url, tmp_path, clock) as room:
        yield room


@contextmanager
def a_host(
    database_url: str, tmp_path: Path, clock: StillClock, **settings: str
) -> Iterator[Classroom]:
    """Open such a host with settings of its own."""
    app = Flask("host")
    app.config.update(
        SECRET_KEY="the host's own key",
        LMS_DATABASE_URL=database_url,
        LMS_FILES=str(tmp_path / "files"),
        LMS_KEYS=a_keyring(tmp_path).folder,
        LMS_ORGANIZATION=ORGANIZATION.name,
        LMS_CONTACT_NAME=ORGANIZATION.contact_name,
        **settings,
    )
    who: list[Actor | None] = [an_actor()]
    LMS(lambda: who[0], clock=clock, new_id=counted_ids()).init_app(app)
    room = Classroom(app, clock, who)
    with room.workshop.work(SYSTEM) as work:
        record_workers(work.session, [WORKER, a_worker(id="W-002")], NOON, WORKER.hired_on, "test")
        publish(work)
        record_requirements(work.session, [decided(REQUIREMENT)], NOON, "test")
    yield room
    room.workshop.engine.dispose()


AUDITOR: Final = an_actor(Role.AUDITOR)
SOMEBODY_ELSE: Final = an_actor(worker="W-002", account="account-of-another")
