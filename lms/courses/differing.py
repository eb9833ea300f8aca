"""What differs between two texts: the lines, and in them the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """Whether words stand in both texts, only in the newer, or only in the older."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """Words in a row that share a mark."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Passage:
    """Lines that differ: as they were, as they are, and word by word."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words of both, removed ones before those that stand in their place."""
        return tuple(_runs("\n".join(self.before).split(), "\n".join(self.after).split()))


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """Return the lines that differ between two texts, in order; lines without words never do."""
    old, new = _lines(before), _lines(after)
    return tuple(
        Passage(tuple(old[i1:i2]), tuple(new[j1:j2]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run(Mark.KEPT, " ".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Run(Mark.REMOVED, " ".join(old[i1:i2]))
        if j2 > j1:
            yield Run(Mark.ADDED, " ".join(new[j1:j2]))
