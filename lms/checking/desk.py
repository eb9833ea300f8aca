"""What the checks read: each lesson and question beside the file and line it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lms.courses.model import Course, Lesson
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Document, Fault, read_document
from lms.library import Library
from lms.quizzes.model import Question


@dataclass(frozen=True)
class Page:
    """A lesson and its file."""

    course: Course
    lesson: Lesson
    document: Document


@dataclass(frozen=True)
class Asked:
    """A question, the course that asks it, and where it stands."""

    course: Course
    question: Question
    path: str
    line: int

    def fault(self, reason: str) -> Fault:
        """Name a fault of the question."""
        return Fault(self.path, self.line, f"{self.question.id}: {reason}")


@dataclass(frozen=True)
class Desk:
    """A content root that could be read, with its files at hand."""

    root: Path
    library: Library

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every lesson of every course."""
        return tuple(self._pages())

    @cached_property
    def covers(self) -> dict[CourseId, Document]:
        """The file of every course's own text, by course."""
        return {
            course: read_document(self.root, self.root / "courses" / course / "course.md")
            for course in self.library.courses
        }

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question of every course."""
        return tuple(self._asked())

    def _pages(self) -> Iterator[Page]:
        for course in self.library.courses.values():
            folder = self.root / "courses" / course.slug
            for lesson in course.lessons:
                (path,) = folder.glob(f"[0-9][0-9]-{lesson.slug}.md")
                yield Page(course, lesson, read_document(self.root, path))

    def _asked(self) -> Iterator[Asked]:
        for course in self.library.courses.values():
            path = f"quizzes/{course.quiz}.md"
            lines = (self.root / path).read_text("utf-8-sig").split("\n")
            at = {
                named[1]: number
                for number, line in enumerate(lines, 1)
                if (named := re.search(r"^##\s.*\{#([a-z0-9-]+)\}\s*$", line))
            }
            for question in self.library.quiz_of(course.slug).questions:
                yield Asked(course, question, path, at.get(question.id, 1))
