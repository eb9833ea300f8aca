"""A worker on the way from the door to the certificate, who knows the right answers or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final

from playwright.sync_api import expect

from lms.quizzes.model import Choice, Question
from tests.accounts.people import PASSWORD
from tests.e2e.hands import Hands
from tests.e2e.house import COURSE, JUNIPER, House, Person

PAPER: Final = """() => [...document.querySelectorAll('[data-question]')].map(question => [
  question.dataset.question,
  [...question.querySelectorAll('label')].map(label => label.innerText),
])"""
GO_ON: Final = "Mark as read, and go on"
START: Final = "Start the quiz: 10 questions"
HAND_IN: Final = "Hand in and state this"
DOWNLOAD: Final = "Download certificate (PDF)"


@dataclass(frozen=True)
class Asked:
    """A question as it stands on a paper, and what its choices say there, in their order."""

    question: Question
    said: Sequence[str]

    @property
    def right(self) -> list[int]:
        """The places of the right choices; or the rank of each step."""
        if self.question.ordered:
            return [self.question.choices.index(step) + 1 for step in self.choices]
        return [at for at, choice in enumerate(self.choices) if choice.right]

    @property
    def wrong(self) -> list[int]:
        """The place of one wrong choice; or of each step as if the last came first."""
        if self.question.ordered:
            return [len(self.choices) + 1 - rank for rank in self.right]
        return [at for at, choice in enumerate(self.choices) if not choice.right][:1]

    @property
    def choices(self) -> list[Choice]:
        """The choices of the bank in the order of the paper."""
        bank = {plain(choice.html): choice for choice in self.question.choices}
        return [bank[" ".join(words.split())] for words in self.said]


@dataclass
class Walk:
    """Somebody's way through the house."""

    house: House
    hands: Hands

    def sign_in(self, person: Person = JUNIPER, path: str = "/") -> None:
        """Open a page and sign in to see it."""
        self.hands.page.goto(path)
        self.hands.write("Work email", person.email)
        self.hands.write("Password", PASSWORD)
        self.hands.press("Sign in")
        expect(self.hands.page).to_have_title(re.compile("^(?!.*Sign in)"))

    def read_everything(self) -> None:
        """Read every lesson by the one button under it, from wherever one is told to start."""
        page = self.hands.page
        self.hands.press("Start: Lesson 1 of 8")
        for lesson in self.house.library.course(COURSE).lessons:
            expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
            self.hands.press(GO_ON)
        expect(page).to_have_url(re.compile("#quiz$"))

    def paper(self) -> list[Asked]:
        """Read the paper that lies open."""
        quiz = self.house.library.quiz_of(COURSE)
        bank = {question.id: question for question in quiz.questions}
        # A form that is on its way shows the page before it.
        self.hands.page.locator("[data-question]").first.wait_for()
        found = self.hands.page.evaluate(PAPER)
        return [Asked(bank[question], said) for question, said in found]

    def choices(self) -> list[Asked]:
        """Read the questions of the paper that are answered by choices."""
        return [asked for asked in self.paper() if not asked.question.ordered]

    def answer(self, wrong: int = 0) -> list[Asked]:
        """Answer every question of the paper, the first `wrong` of them wrongly."""
        paper = self.paper()
        for number, asked in enumerate(paper):
            self.hands.choose(asked.question.id, asked.wrong if number < wrong else asked.right)
        return paper

    def take_file(self) -> bytes:
        """Take the certificate home."""
        with self.hands.page.expect_download() as taken:
            self.hands.press(DOWNLOAD)
        return Path(taken.value.path()).read_bytes()


def plain(html: str) -> str:
    """Return what HTML says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
