"""The words of quizzes: choice, question, quiz, paper, answers, grade, attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.kernel.ids import AttemptId, CourseId, FactId, WorkerId

Answers = Mapping[str, frozenset[int]]
"""Chosen choice numbers (as authored) for each question id; a question left out is unanswered."""


class Kind(StrEnum):
    """Whether a question is a situation from the work or asks what one knows."""

    SCENARIO = "scenario"
    KNOWLEDGE = "knowledge"


@dataclass(frozen=True)
class Choice:
    """One thing that may be chosen. `reason` says why it is wrong; empty for a right one."""

    text: str
    html: str
    right: bool
    reason: str
    reason_html: str


@dataclass(frozen=True)
class Question:
    """A question of the bank. `lesson` and `anchor` say where its answer is taught.

    `facts` are the checked statements that the answer rests on. `decides` says what the case is
    to the model of decisions, and `verdict` what is right there; both may be empty.
    """

    id: str
    text: str
    html: str
    choices: tuple[Choice, ...]
    explanation: str
    explanation_html: str
    rules: tuple[str, ...]
    lesson: str
    anchor: str
    roles: tuple[str, ...]
    difficulty: int
    kind: Kind
    sha256: str
    """The digest of what is shown: the question and its choices, as authored."""
    facts: tuple[FactId, ...] = ()
    decides: tuple[tuple[str, str], ...] = ()
    verdict: str = ""

    @property
    def right(self) -> frozenset[int]:
        """The numbers of the right choices, from 0."""
        return frozenset(at for at, choice in enumerate(self.choices) if choice.right)

    @property
    def multiple(self) -> bool:
        """Whether more than one choice is right, so that boxes are shown, not radio buttons."""
        return len(self.right) > 1


@dataclass(frozen=True)
class Quiz:
    """A bank of questions, how many are drawn per topic, and the mark that passes.

    `draw` maps a topic (a lesson's slug) to a number of questions; the topic "" means "of any".
    """

    slug: str
    title: str
    draw: tuple[tuple[str, int], ...]
    pass_mark: int
    attempts: int
    cooldown_minutes: int
    shuffle: bool
    questions: tuple[Question, ...]
    text_sha256: str

    @property
    def drawn(self) -> int:
        """How many questions a paper has."""
        return sum(number for _, number in self.draw)


@dataclass(frozen=True)
class Item:
    """A question as shown on one paper: which, in which order of choices, with what text."""

    question: str
    order: tuple[int, ...]
    sha256: str


Paper = tuple[Item, ...]


class Outcome(StrEnum):
    """How an attempt ended."""

    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True)
class Grade:
    """What an attempt was worth, question by question, in the paper's order."""

    correct: tuple[bool, ...]
    score_percent: int
    outcome: Outcome

    @property
    def passed(self) -> bool:
        """Whether it passed."""
        return self.outcome is Outcome.PASSED


@dataclass(frozen=True)
class Attempt:
    """One sitting: who, which version of which course, the paper, and its grade once given."""

    id: AttemptId
    worker: WorkerId
    course: CourseId
    version: int
    number: int
    paper: Paper
    paper_sha256: str
    started_at: datetime
    grade: Grade | None = None
    graded_at: datetime | None = None
