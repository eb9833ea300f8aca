"""The words of a drill: act, choice, step, drill, and what somebody decided in one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lms.kernel.ids import FactId, WorkerId


class Act(StrEnum):
    """What one may do with a request."""

    DISCLOSE = "disclose"
    REFUSE = "refuse"
    ASK = "ask"
    PASS_ON = "pass on"  # noqa: S105 - somebody passes a request on


@dataclass(frozen=True)
class Choice:
    """One thing that may be done, why it is right or not, and the step to which it leads.

    `act` is empty where the step does not ask whether to disclose, but with what, or whom.
    """

    text: str
    html: str
    act: str
    right: bool
    to: str
    reason: str
    reason_html: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A moment of the story. One that ends it has no choices, and says how it ended.

    `decides` are the answers that the story gives to the model of decisions, if it does.
    """

    id: str
    title: str
    html: str
    cites: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    ends: str = ""
    facts: tuple[FactId, ...] = ()
    decides: Mapping[str, str]

    @property
    def right(self) -> tuple[Choice, ...]:
        """The choices that are right."""
        return tuple(one for one in self.choices if one.right)


@dataclass(frozen=True, kw_only=True)
class Drill:
    """A story that begins with its first step and is led on by what is chosen."""

    slug: str
    title: str
    minutes: int
    roles: tuple[str, ...]
    counsel: tuple[str, ...]
    html: str
    steps: tuple[Step, ...]
    text_sha256: str

    def step(self, name: str) -> Step:
        """Return a step by its id."""
        return next(one for one in self.steps if one.id == name)


@dataclass(frozen=True)
class Taken:
    """A choice that was made at a step: which one, from 0, and the reason given for it."""

    step: Step
    at: int
    reason: str = ""

    @property
    def choice(self) -> Choice:
        """The choice that was made."""
        return self.step.choices[self.at]


@dataclass(frozen=True)
class Run:
    """A drill that somebody went through to an end. It is not graded, and may be repeated."""

    id: UUID
    worker: WorkerId
    drill: str
    text_sha256: str
    ending: str
    taken: tuple[Taken, ...]
    finished_at: datetime
