"""The words of the law as it is taught: facts with their status, figures with their day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.kernel.ids import FactId


class Footing(StrEnum):
    """How sure a fact is: whether its text was read, and where."""

    CONFIRMED = "confirmed"
    SECOND_HAND = "second-hand"
    PARTIAL = "partial"
    READING = "reading"
    PRACTICE = "practice"
    UNCONFIRMED = "unconfirmed"

    @property
    def needs_counsel(self) -> bool:
        """Whether a lesson that rests on it names it for counsel, and a question hedges."""
        return self in {Footing.PARTIAL, Footing.READING, Footing.PRACTICE}


class Nature(StrEnum):
    """What a figure is."""

    AMOUNT = "amount"
    DAY = "day"
    STATUS = "status"

    @property
    def ages(self) -> bool:
        """Whether it must be shown with the day as of which it holds; a day in history stays."""
        return self is not Nature.DAY


@dataclass(frozen=True)
class Fact:
    """A statement of the law, what it rests on, and what of it is open."""

    id: FactId
    footing: Footing
    cites: tuple[str, ...]
    says: str
    open: str = ""
    source: str = ""
    read_on: date | None = None


@dataclass(frozen=True)
class Figure:
    """An amount, a day or a status that may change: its value as shown, and as of when."""

    name: str
    title: str
    nature: Nature
    value: str
    as_of: date
    source: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Law:
    """What a content root knows of the law it teaches.

    `sections` must have a lesson and a question; `hedges` are the words with which a question
    says that it rests on a reading; `plain` are words that count as short ones.
    """

    facts: Mapping[FactId, Fact] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    highest_grade: int = 0

    @property
    def values(self) -> dict[str, str]:
        """What stands for each placeholder: the value, and as of when it holds."""
        return {
            **{one.name: one.value for one in self.figures.values()},
            **{f"{one.name}:as-of": long_day(one.as_of) for one in self.figures.values()},
        }

    def shown(self, names: frozenset[str]) -> tuple[Figure, ...]:
        """Return the figures whose value or day stands behind some placeholders."""
        wanted = {name.removesuffix(":as-of") for name in names}
        return tuple(one for one in self.figures.values() if one.name in wanted)


def long_day(day: date) -> str:
    """Write a day as texts do: April 16, 2024."""
    return f"{day:%B} {day.day}, {day.year}"
