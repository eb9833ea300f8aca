"""Which sections of the law have a lesson and a question, and which have a hole."""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from lms.courses.citations import source_of

_PROMISED: Final = re.compile(r"(?:(\d{1,3}) (CFR|U\.S\.C\.) )?(\d+\.)?(\d+[a-z]*(?:-\d+)?)")


class Hole(NamedTuple):
    """A section that should be covered, and what it lacks."""

    section: str
    lesson: bool
    question: bool

    @property
    def lacks(self) -> str:
        """What is missing, in words."""
        return " and ".join(
            words
            for there, words in ((self.lesson, "no lesson"), (self.question, "no question"))
            if not there
        )


def holes_in(
    wanted: Collection[str], taught: Collection[str], asked: Collection[str]
) -> Iterator[Hole]:
    """Find the sections that no lesson cites or no question is about, in the order of the law."""
    for section in sorted(wanted, key=in_order):
        hole = Hole(section, section in taught, section in asked)
        if hole.lacks:
            yield hole


def sections_of(cites: Collection[str]) -> frozenset[str]:
    """Return the sections in which some citations lie."""
    return frozenset(filter(None, map(source_of, cites)))


def promised_in(teaches: str) -> tuple[str, ...]:
    """Return the sections that a course's own line names: 42 CFR 2.4, 2.31; 45 CFR 164.402.

    Of a span only both ends are taken, for the numbers between them need not exist.
    """
    found: list[str] = []
    volume, part = "", ""
    for named in _PROMISED.finditer(teaches):
        volume = f"{named[1]} {named[2]} " if named[1] else volume
        part = named[3] or ("" if named[1] else part)
        if volume:
            found.append(f"{volume}{part}{named[4]}")
    return tuple(dict.fromkeys(found))


def in_order(section: str) -> tuple[object, ...]:
    """Sort sections as the law does: 42 CFR 2.4 before 42 CFR 2.31."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"\d+|[^\d\s.]+", section)
    )
