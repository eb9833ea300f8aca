"""What changed between versions of a course: its lessons, their blocks, and what is said of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from lms.courses.blocks import Piece, pieces_of
from lms.courses.differing import Passage, passages
from lms.courses.model import Change, Course, Lesson

_COURSE_SAYS: Final = (
    *("title", "rules", "teaches", "minutes", "quiz", "certificate", "audience_roles"),
    *("reviewed_by", "reviewed_on", "legal_status", "test_out"),
)
"""The front matter of a course but for its number and what is decided when it is published."""
_LESSON_SAYS: Final = ("minutes", "cites", "counsel")


class Fate(StrEnum):
    """What became of a part between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


class Place(NamedTuple):
    """Where a block stands: the lesson's slug, and its anchor in it."""

    lesson: str
    anchor: str


@dataclass(frozen=True)
class LessonChange:
    """A lesson that came, went, was moved, or has another title."""

    slug: str
    fate: Fate
    before: str
    after: str


@dataclass(frozen=True)
class BlockChange:
    """A block as it was and as it is; None where it was not, or is no longer there."""

    place: Place
    lesson_title: str
    before: Piece | None
    after: Piece | None

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.after is None:
            return Fate.REMOVED
        return Fate.CHANGED if self.before else Fate.ADDED

    @property
    def title(self) -> str:
        """What it is called: now, or last."""
        piece = self.after or self.before
        return piece.title if piece else ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The lines of its text that differ."""
        was, now = self.before, self.after
        return passages(was.text if was else "", now.text if now else "")


@dataclass(frozen=True)
class FrontChange:
    """A key of the front matter that says something else; `lesson` is empty for the course's."""

    lesson: str
    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two versions; `intro` is the course's own text."""

    front: tuple[FrontChange, ...] = ()
    intro: tuple[Passage, ...] = ()
    lessons: tuple[LessonChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()


def difference(before: Course | None, after: Course) -> Difference:
    """Compare a version with the one before it; without one, everything is new."""
    was = {lesson.slug: lesson for lesson in before.lessons} if before else {}
    now = {lesson.slug: lesson for lesson in after.lessons}
    pairs = [(lesson, now[slug]) for slug, lesson in was.items() if slug in now]
    front = [*_front("", before, after, _COURSE_SAYS)] if before else []
    for old, new in pairs:
        front += _front(new.slug, old, new, _LESSON_SAYS)
    return Difference(
        front=tuple(front),
        intro=passages(before.source if before else "", after.source),
        lessons=tuple(_lessons(was, now)),
        blocks=tuple(_blocks(before, after)),
    )


def changes_since(versions: Iterable[Course], number: int) -> tuple[BlockChange, ...]:
    """Return every block that changed in any step after a version, each in its newest text.

    A step that was editorial does not count. A block that changed and was changed back counts:
    what was taught in between was taught. A block that is gone is told as it last was.
    """
    known = sorted(versions, key=lambda one: one.version)
    steps = [
        (earlier, later)
        for earlier, later in pairwise((None, *known))
        if later and later.version > number and later.change is not Change.EDITORIAL
    ]
    touched = {change.place for step in steps for change in _blocks(*step)}
    if not touched:
        return ()
    learned = next((one for one in reversed(known) if one.version <= number), None)
    base, newest = _pieces(learned), _pieces(known[-1])
    last: dict[Place, Piece] = {}
    for one in known:
        last |= _pieces(one)
    titles = {lesson.slug: lesson.title for one in known for lesson in one.lessons}
    order = [*(place for place in newest if place in touched)]
    order += [place for place in last if place in touched and place not in newest]
    return tuple(
        BlockChange(
            place,
            titles[place.lesson],
            base.get(place) if place in newest else last[place],
            newest.get(place),
        )
        for place in order
    )


def _front(
    lesson: str, before: object, after: object, keys: Sequence[str]
) -> Iterator[FrontChange]:
    for key in keys:
        was, now = getattr(before, key), getattr(after, key)
        if was != now:
            yield FrontChange(lesson, key, _in_words(was), _in_words(now))


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _lessons(was: dict[str, Lesson], now: dict[str, Lesson]) -> Iterator[LessonChange]:
    stayed = _in_order(
        [slug for slug in was if slug in now], [slug for slug in now if slug in was]
    )
    for slug, lesson in now.items():
        if slug not in was:
            yield LessonChange(slug, Fate.ADDED, "", lesson.title)
            continue
        if was[slug].title != lesson.title:
            yield LessonChange(slug, Fate.RENAMED, was[slug].title, lesson.title)
        if slug not in stayed:
            yield LessonChange(slug, Fate.MOVED, was[slug].title, lesson.title)
    for slug, lesson in was.items():
        if slug not in now:
            yield LessonChange(slug, Fate.REMOVED, lesson.title, "")


def _in_order(old: list[str], new: list[str]) -> set[str]:
    """Return what keeps its order: the rest was moved around it."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {slug for one in blocks for slug in old[one.a : one.a + one.size]}


def _blocks(before: Course | None, after: Course) -> Iterator[BlockChange]:
    was, now = _pieces(before), _pieces(after)
    courses = (before, after) if before else (after,)
    titles = {lesson.slug: lesson.title for one in courses for lesson in one.lessons}
    for place in (*now, *(one for one in was if one not in now)):
        old, new = was.get(place), now.get(place)
        if (old and old.says) != (new and new.says):
            yield BlockChange(place, titles[place.lesson], old, new)


def _pieces(course: Course | None) -> dict[Place, Piece]:
    lessons = course.lessons if course else ()
    return {
        Place(lesson.slug, piece.anchor): piece
        for lesson in lessons
        for piece in pieces_of(lesson)
    }
