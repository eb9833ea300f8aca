"""How a version that waits to be published is told: what differs from the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lms.courses.comparing import Fate
from lms.courses.differing import Passage, passages
from lms.courses.model import Change
from lms.pages import words
from lms.quizzes.model import Question
from lms.reports.publishing.proposals import Proposal

CHANGES: Final = (
    (
        Change.MATERIAL.value,
        "Material: whoever took an older version has to read what changed, by a day",
    ),
    (Change.MINOR.value, "Minor: new starters get it, and others may read what changed"),
    (Change.EDITORIAL.value, "Editorial: nothing is asked of anybody"),
)
"""What may be decided of a version, and what each means for people."""
KINDS: Final = {
    Fate.ADDED: ("ok", "New"),
    Fate.REMOVED: ("no", "Gone"),
    Fate.CHANGED: ("soon", "Changed"),
    Fate.RENAMED: ("soon", "Renamed"),
    Fate.MOVED: ("soon", "Moved"),
}
"""How what became of a part is drawn, and what it is called."""


@dataclass(frozen=True)
class Part:
    """Something that differs: what it is, what became of it, and the words."""

    name: str
    kind: str
    state: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Told:
    """A version in words: in counts, and part by part. A first version is not told in parts."""

    counts: str
    said: tuple[Part, ...]
    sections: tuple[Part, ...]
    questions: tuple[Part, ...]


def told_of(known: Proposal) -> Told:
    """Tell what differs between a text and the version before."""
    course = known.course
    if known.before is None:
        lessons = words.counted(len(course.lessons), "lesson")
        asked = words.counted(len(known.quiz.questions), "question")
        return Told(f"The first version: {lessons} and {asked}, all new.", (), (), ())
    said = tuple(_said(known))
    sections = tuple(
        _part(f"{one.lesson_title}: {one.title}", one.fate, one.passages)
        for one in known.differences.blocks
    )
    questions = tuple(_questions(known))
    differing = (("section", sections), ("question", questions), ("other thing", said))
    counts = [words.counted(len(parts), thing) for thing, parts in differing if parts]
    told = " and ".join(filter(None, (", ".join(counts[:-1]), *counts[-1:]))) or "nothing"
    return Told(f"Against version {known.before.version}: {told}.", said, sections, questions)


def _said(known: Proposal) -> Iterator[Part]:
    differs, course = known.differences, known.course
    for key in differs.front:
        name = f"{key.lesson or course.title}: {key.key.replace('_', ' ')}"
        yield _part(name, Fate.CHANGED, passages(key.before, key.after))
    if differs.intro:
        yield _part("The text on the page of the course", Fate.CHANGED, differs.intro)
    for one in differs.lessons:
        renamed = passages(one.before, one.after) if one.fate is Fate.RENAMED else ()
        yield _part(f"Lesson: {one.after or one.before}", one.fate, renamed)


def _part(name: str, fate: Fate, differing: tuple[Passage, ...]) -> Part:
    kind, state = KINDS[fate]
    return Part(name, kind, state, differing)


def _questions(known: Proposal) -> Iterator[Part]:
    bank = known.questions
    for one in bank.added:
        yield _part(f"Question {one.id}", Fate.ADDED, passages("", _asks(one)))
    for one in bank.removed:
        yield _part(f"Question {one.id}", Fate.REMOVED, passages(_asks(one), ""))
    for was, now in bank.changed:
        yield _part(f"Question {now.id}", Fate.CHANGED, passages(_asks(was), _asks(now)))


def _asks(question: Question) -> str:
    choices = (f"{'Right' if one.right else 'Wrong'}: {one.text}" for one in question.choices)
    return "\n".join((question.text, *choices))
