"""The words of a decision: question, answer, rule, verdict, and the facts a rule rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lms.kernel.ids import FactId

UNSURE: Final = "unsure"
"""What may be answered to every question: then only what holds either way is decided."""
Given = Mapping[str, str]
"""The answer to each question that was answered, by their ids."""


class Verdict(StrEnum):
    """What a decision comes to."""

    PERMITTED = "permitted"
    NOT = "not"
    ONLY_IF = "only-if"
    ASK = "ask"


class FactStatus(StrEnum):
    """How well a statement about the law is known."""

    CONFIRMED = "confirmed"
    SECOND_HAND = "second-hand"
    READING = "reading"
    PARTIAL = "partial"
    PRACTICE = "practice"
    UNCONFIRMED = "unconfirmed"

    @property
    def firm(self) -> bool:
        """Whether an answer may rest on it."""
        return self in {FactStatus.CONFIRMED, FactStatus.SECOND_HAND}


@dataclass(frozen=True)
class Fact:
    """A checked statement: `source` names who reported it and when, where it is second-hand."""

    id: FactId
    status: FactStatus
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """One thing that may be answered; `hint` says what belongs to it."""

    id: str
    says: str
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """A question with its possible answers; `about` names it in a list of answers."""

    id: str
    asks: str
    about: str
    hint: str
    answers: tuple[Answer, ...]

    def says(self, answer: str) -> str:
        """Return an answer in words; "I am not sure" for the one that every question has."""
        return next((one.says for one in self.answers if one.id == answer), "I am not sure")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What holds when every question named in `when` has one of the answers listed there.

    It rests on `facts`. `reads` are statements that go beyond them, and `reading` says so in a
    sentence: they may make an answer stricter, and never permit anything.
    """

    id: str
    when: Mapping[str, frozenset[str]]
    verdict: Verdict
    says: str
    why: str
    conditions: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    facts: tuple[FactId, ...] = ()
    reads: tuple[FactId, ...] = ()
    reading: str = ""

    def admits(self, given: Given) -> bool:
        """Say whether a full set of answers is one that this rule speaks of."""
        return all(given[question] in answers for question, answers in self.when.items())


@dataclass(frozen=True, kw_only=True)
class Model:
    """Questions, and rules of which the first that fits decides; `otherwise` when none does.

    `verdicts` says each verdict in words.
    """

    slug: str
    title: str
    lede: str
    verdicts: Mapping[Verdict, str]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    otherwise: Rule
    facts: Mapping[FactId, Fact]

    @property
    def every_rule(self) -> tuple[Rule, ...]:
        """The rules in order, with what holds when none of them fits at the end."""
        return (*self.rules, self.otherwise)

    def question(self, name: str) -> Question:
        """Return a question by its id."""
        return next(one for one in self.questions if one.id == name)
