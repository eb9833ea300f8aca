"""The words of courses: course, lesson, block, asset, change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.courses.law import Figure
from lms.kernel.ids import CourseId, FactId, WorkerId


class Change(StrEnum):
    """What a version changed against the one before (status-wise: only material makes stale)."""

    MATERIAL = "material"
    MINOR = "minor"
    EDITORIAL = "editorial"


class LegalStatus(StrEnum):
    """Whether counsel has read the text."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means, as written and as safe HTML."""

    anchor: str
    title: str
    text: str
    html: str


@dataclass(frozen=True)
class Glossary:
    """Words and what they mean: those of a content root, or those that a course links to."""

    title: str = ""
    terms: tuple[Term, ...] = ()

    def of(self, anchors: Collection[str]) -> tuple[Term, ...]:
        """Return some of the words, in the order of the glossary."""
        return tuple(term for term in self.terms if term.anchor in anchors)


@dataclass(frozen=True)
class Block:
    """The part of a lesson under one heading, so that a diff can name what changed."""

    anchor: str
    title: str
    sha256: str


@dataclass(frozen=True)
class Lesson:
    """One lesson as written, and as rendered once, at publication.

    `slug` is the file's name without its number; `html` is safe to show as it is; `facts` are
    the checked statements that the lesson rests on, `terms` the anchors of the words that it
    links to.
    """

    slug: str
    title: str
    minutes: int
    cites: tuple[str, ...]
    counsel: tuple[str, ...]
    source: str
    html: str
    blocks: tuple[Block, ...]
    facts: tuple[FactId, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asset:
    """An image that a lesson shows. `media_type` was sniffed from the bytes, never believed."""

    name: str
    media_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Decision:
    """What is decided of a version when it is published: what it changes, from when, by when.

    Whoever has learned an older text has `refresh_days` from the effective day on to read what
    changed, if the change is material.
    """

    change: Change
    effective_on: date
    refresh_days: int

    @property
    def read_by(self) -> date | None:
        """The last day to have read a material change; None for any other."""
        if self.change is not Change.MATERIAL:
            return None
        return self.effective_on + timedelta(days=self.refresh_days)


@dataclass(frozen=True)
class Course:
    """One course, read whole: from a content root as proposed, published as it was decided."""

    slug: CourseId
    title: str
    version: int
    effective_on: date
    change: Change
    refresh_days: int
    rules: tuple[str, ...]
    teaches: str
    minutes: int
    quiz: str
    certificate: str
    audience_roles: tuple[str, ...]
    reviewed_by: str
    reviewed_on: date | None
    legal_status: LegalStatus
    test_out: bool
    source: str
    html: str
    lessons: tuple[Lesson, ...]
    assets: tuple[Asset, ...]
    text_sha256: str
    """The digest of everything the course says: front matter, lessons, assets, words."""
    glossary: Glossary = Glossary()
    """The words that the lessons link to, as they were explained when this was published."""
    figures: tuple[Figure, ...] = ()
    """The figures of the law that the course shows, as they were when this was published."""

    @property
    def decision(self) -> Decision:
        """What its author proposes, or once it is published, what was decided."""
        return Decision(self.change, self.effective_on, self.refresh_days)


@dataclass(frozen=True)
class Sitting:
    """A worker at a version of a course; `number` counts their earlier completions of it."""

    worker: WorkerId
    course: CourseId
    version: int
    number: int
