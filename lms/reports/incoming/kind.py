"""What is one kind of file like, and what is known already of the things it tells of?"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from functools import cached_property
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from lms.kernel.database import Base
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import Staged
from lms.kernel.sheets import Columns, Problems
from lms.kernel.work import UnitOfWork
from lms.standing.civil import civil_day

T = TypeVar("T")


class Verdict(Enum):
    """What a row does to what is known."""

    CREATED = auto()
    UPDATED = auto()
    UNCHANGED = auto()


class Judged(NamedTuple):
    """A row of a file, judged: what it does, and the fact to be kept, None if it does nothing."""

    verdict: Verdict
    fact: dict[str, Any] | None = None


class Place(NamedTuple):
    """Whose a row is, what it is known by there, and the owner that it names beside, if any."""

    owner: str
    key: str = ""
    refers: str | None = None


UNCHANGED = Judged(Verdict.UNCHANGED)


def judged(known: T | None, told: T, fact: dict[str, Any]) -> Judged:
    """Judge a row by whether something is known under its key, and whether it is the same."""
    if known is None:
        return Judged(Verdict.CREATED, fact)
    return UNCHANGED if known == told else Judged(Verdict.UPDATED, fact)


@dataclass
class Kind(ABC, Generic[T]):
    """One kind of file, asked within a work; what is wrong is noted in `problems`."""

    work: UnitOfWork
    problems: Problems = field(default_factory=Problems)

    things: ClassVar[str]
    columns: ClassVar[Columns]
    owner_column: ClassVar[str]
    table: ClassVar[type[Base]]
    order: ClassVar[tuple[str, ...]]

    @abstractmethod
    def read(self, cells: Cells) -> T:
        """Read one row; raise `WrongCell` for what it cannot be."""

    @abstractmethod
    def place(self, told: T) -> Place:
        """Say where a row belongs."""

    @abstractmethod
    def name(self, told: T) -> str:
        """Name what a row tells of, to begin a sentence with."""

    @abstractmethod
    def judge(self, rows: Sequence[tuple[int, T]]) -> Iterator[Judged]:
        """Judge all rows of some owners, given with their numbers; note what is wrong."""

    def check(self, staged: Staged) -> None:
        """Note what is wrong with the file as a whole."""

    def known(self) -> int:
        """Count what is known of these things and has not ended."""
        return 0

    def absent(self, staged: Staged) -> Iterator[T]:  # noqa: ARG002 - what has no end has no absent
        """Yield what is known, has not ended, and does not stand in the file."""
        yield from ()

    def ended(self, told: T) -> dict[str, Any]:
        """Return the fact that ends something."""
        raise NotImplementedError(f"{self.things} do not end by being left out.")

    def stamp(self) -> dict[str, Any]:
        """Return when and by whom facts are recorded."""
        return {"recorded_at": self.work.now, "recorded_by": self.work.actor.account}

    @cached_property
    def today(self) -> date:
        """The organization's own day."""
        return civil_day(self.work.now, self.work.organization.time_zone)
