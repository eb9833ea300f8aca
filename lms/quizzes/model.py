"""The words of quizzes: choice, question, quiz, paper, answers, grade, attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.kernel.ids import AttemptId, CourseId, FactId, WorkerId

Answer = frozenset[int] | tuple[int, ...]
"""The numbers of the chosen choices, as authored; or, where steps are put in order, the rank from
1 that each step was given, step by step as authored, and 0 for one that has none yet."""
Answers = Mapping[str, Answer]
"""The answer to each question id; a question left out is unanswered."""


class Kind(StrEnum):
    """Whether a question is a situation from the work or asks what one knows."""

    SCENARIO = "scenario"
    KNOWLEDGE = "knowledge"


class Form(StrEnum):
    """How a question is answered: by one choice, by several, or by putting steps in order."""

    ONE = "one"
    SEVERAL = "several"
    ORDERING = "ordering"


@dataclass(frozen=True)
class Choice:
    """One thing that may be chosen, or one step. `reason` says why a wrong one is wrong."""

    text: str
    html: str
    right: bool
    reason: str
    reason_html: str


@dataclass(frozen=True)
class Question:
    """A question of the bank. `lesson` and `anchor` say where its answer is taught.

    `facts` are the checked statements that the answer rests on. With `ordered`, the choices are
    steps in their right order. `decides` says what the case is to the model of decisions, and
    `verdict` what is right there; both may be empty.
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
    ordered: bool = False
    decides: tuple[tuple[str, str], ...] = ()
    verdict: str = ""

    @property
    def right(self) -> Answer:
        """The right answer: the numbers of the right choices from 0, or every step's own rank."""
        if self.ordered:
            return tuple(range(1, len(self.choices) + 1))
        return frozenset(at for at, choice in enumerate(self.choices) if choice.right)

    @property
    def form(self) -> Form:
        """How it is answered; boxes are shown, not radio buttons, where several are right."""
        if self.ordered:
            return Form.ORDERING
        return Form.SEVERAL if len(self.right) > 1 else Form.ONE


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


class Asks(StrEnum):
    """What a paper asks about: the whole course, or what changed since somebody took it."""

    FULL = "full"
    REFRESHER = "refresher"


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
    kind: Asks = Asks.FULL
    grade: Grade | None = None
    graded_at: datetime | None = None

    @property
    def refreshes(self) -> bool:
        """Whether it asks only about what changed."""
        return self.kind is Asks.REFRESHER
