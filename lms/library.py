"""The library: every course, quiz and certificate wording of a content root, cross-checked.

A content root is any folder that holds courses/, quizzes/ and certificates/. This repository
is one; a customer may point LMS_CONTENT at another.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeVar

from lms.aids import Aids, bank_faults, read_aids
from lms.certificates.wording import Wording
from lms.courses.law import Law
from lms.courses.law_reader import read_law
from lms.courses.model import Course, Glossary
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Fault, Faulty
from lms.quizzes.model import Quiz

MINUTES_FOR_QUIZ: Final = 10
"""How many minutes a course may take beyond its lessons, for the quiz."""

Read = TypeVar("Read", Course, Quiz, Wording)


@dataclass(frozen=True)
class Library:
    """The content of a root, read and cross-checked."""

    courses: dict[CourseId, Course]
    quizzes: dict[str, Quiz]
    wordings: dict[str, Wording]
    law: Law | None = None
    aids: Aids = field(default_factory=Aids)

    def course(self, slug: CourseId) -> Course:
        """Return a course, or say that there is none."""
        if slug not in self.courses:
            raise NotFound("There is no such course.")
        return self.courses[slug]

    def quiz_of(self, course: CourseId) -> Quiz:
        """Return the quiz that tests a course."""
        return self.quizzes[self.course(course).quiz]

    def wording_of(self, course: CourseId) -> Wording:
        """Return the wording of the certificate of a course."""
        return self.wordings[self.course(course).certificate]

    def only(self, course: CourseId) -> "Library":
        """Return the same library with one course of its own."""
        return replace(self, courses={course: self.course(course)})


@dataclass(frozen=True)
class Shelf:
    """What could be read of a content root, and everything that is wrong in it."""

    library: Library
    faults: tuple[Fault, ...]

    @property
    def courses(self) -> tuple[CourseId, ...]:
        """Every course of the root by its folder's name, also those that could not be read."""
        parts = (fault.path.split("/") for fault in self.faults)
        broken = {CourseId(part[1]) for part in parts if part[0] == "courses" and len(part) > 2}  # noqa: PLR2004 - folder, course, file
        return tuple(sorted({*self.library.courses, *broken}))

    def faults_of(self, course: CourseId) -> tuple[Fault, ...]:
        """Return what keeps a course from being published: what is wrong in what it is made of."""
        return tuple(fault for fault in self.faults if self._is_of(fault.path, course))

    def _is_of(self, path: str, course: CourseId) -> bool:
        folder, _, name = path.partition("/")
        if folder == "courses":
            return "/" not in name or name.startswith(f"{course}/")
        known = self.library.courses.get(course)
        return known is not None and path in {
            f"quizzes/{known.quiz}.md",
            f"certificates/{known.certificate}.md",
        }


_SHELVES: Final[dict[Path, tuple[object, Shelf]]] = {}
"""The root as it was last read, by its path, with what its files looked like then."""


def open_shelf(root: Path) -> Shelf:
    """Read what can be read of a content root; nothing is raised for what cannot.

    It is read again when any of its files is another than before.
    """
    looks = _looks(root)
    known = _SHELVES.get(root)
    if known is None or known[0] != looks:
        known = _SHELVES[root] = (looks, Shelf(*_read(root)))
    return known[1]


def _looks(root: Path) -> tuple[tuple[Path, int, int], ...]:
    """Tell by path, time and size which files of a root there are."""
    parts = ("courses", "quizzes", "certificates")
    found = (path for part in parts for path in sorted((root / part).rglob("*")))
    return tuple((path, (told := path.stat()).st_mtime_ns, told.st_size) for path in found)


def open_library(root: Path) -> Library:
    """Read a whole content root; raise `Faulty` with everything that is wrong in it."""
    library, faults = _read(root)
    if faults:
        raise Faulty(*faults)
    return library


def read_root(root: Path) -> tuple[Library, tuple[Fault, ...]]:
    """Read what can be read of a content root, and everything that is wrong in it."""
    return _read(root)


def faults_of(root: Path) -> tuple[Fault, ...]:
    """Return everything that is wrong in a content root, in order of file and line."""
    return _read(root)[1]


def bundled_content() -> Path:
    """Return the content that came with the product: in the wheel, or beside a checkout."""
    installed = Path(str(files("lms"))) / "content"
    return installed if installed.is_dir() else Path(__file__).parents[1]


def _read(root: Path) -> tuple[Library, tuple[Fault, ...]]:
    # Whoever only shows lessons never reads one, and needs no parser of Markdown.
    from lms.certificates.reader import read_wording  # noqa: PLC0415 - as said above
    from lms.courses.reader import read_course  # noqa: PLC0415 - as said above
    from lms.quizzes.reader import read_quiz  # noqa: PLC0415 - as said above

    faults: list[Fault] = []
    folders = sorted(
        path for path in root.glob("courses/*") if path.is_dir() and path.name[0] not in "._"
    )
    if not folders:
        faults.append(Fault("courses", 1, "There is no course: a folder with a course.md."))
    try:
        kept = read_law(root)
    except Faulty as faulty:
        # Nothing that shows its figures could be read soundly either.
        return Library({}, {}, {}), faulty.faults
    law = kept or Law()
    read = partial(read_course, glossary=_glossary(faults, root, law), law=law)
    courses = _all(faults, read, root, folders)
    ask = partial(read_quiz, figures=law.values)
    quizzes = _all(faults, ask, root, sorted(root.glob("quizzes/*.md")))
    wordings = _all(faults, read_wording, root, sorted(root.glob("certificates/*.md")))
    aids, wrong = read_aids(root)
    faults += (*wrong, *bank_faults(root, aids, quizzes))
    library = Library(
        {one.slug: one for one in courses},
        {one.slug: one for one in quizzes},
        {one.slug: one for one in wordings},
        kept,
        aids,
    )
    for course in library.courses.values():
        faults += _disagreements(root, library, course)
    return library, tuple(sorted(set(faults)))


def _glossary(faults: list[Fault], root: Path, law: Law) -> Glossary | None:
    from lms.courses.reader import read_glossary  # noqa: PLC0415 - as in `_read`

    try:
        return read_glossary(root, law)
    except Faulty as faulty:
        faults += faulty.faults
        return None


def _all(
    faults: list[Fault],
    read: Callable[[Path, Path], Read],
    root: Path,
    paths: Iterable[Path],
) -> list[Read]:
    found: list[Read] = []
    for path in paths:
        try:
            found.append(read(root, path))
        except Faulty as faulty:
            faults += faulty.faults
    return found


def _disagreements(root: Path, library: Library, course: Course) -> Iterator[Fault]:
    cover = f"courses/{course.slug}/course.md"
    for key, noun, folder, name in (
        ("quiz", "quiz", "quizzes", course.quiz),
        ("certificate", "wording", "certificates", course.certificate),
    ):
        # A file that is there and could not be read has faults of its own.
        if not (root / folder / f"{name}.md").is_file():
            told = f"There is no {noun} “{name}” in {folder}/."
            yield Fault(cover, _line_of(root, cover, rf"{key}\s*="), told)
    if course.quiz in library.quizzes:
        yield from _quiz_disagreements(root, course, library.quizzes[course.quiz])
    read = sum(lesson.minutes for lesson in course.lessons)
    if not read <= course.minutes <= read + MINUTES_FOR_QUIZ:
        told = (
            f"“minutes” is {course.minutes}, and the lessons say {read}; "
            f"the quiz takes {MINUTES_FOR_QUIZ} at most."
        )
        yield Fault(cover, _line_of(root, cover, r"minutes\s*="), told)


def _quiz_disagreements(root: Path, course: Course, quiz: Quiz) -> Iterator[Fault]:
    path = f"quizzes/{quiz.slug}.md"
    sections = {
        (lesson.slug, block.anchor) for lesson in course.lessons for block in lesson.blocks
    }
    for question in quiz.questions:
        if (question.lesson, question.anchor) not in sections:
            line = _line_of(root, path, rf".*\{{#{question.id}\}}\s*$")
            told = (
                f"{question.id} is taught at “{question.lesson}#{question.anchor}”, "
                f"which {course.slug} does not have."
            )
            yield Fault(path, line, told)
    lessons = {lesson.slug for lesson in course.lessons}
    for topic, _ in quiz.draw:
        if topic and topic not in lessons:
            line = _line_of(root, path, rf'.*\b{re.escape(topic)}"?\s*=')
            yield Fault(
                path, line, f"“draw” names “{topic}”, which is no lesson of {course.slug}."
            )


def _line_of(root: Path, path: str, pattern: str) -> int:
    """Return the first line that matches, from 1; 1 if none does, as when a default is meant."""
    lines = (root / path).read_text("utf-8-sig").split("\n")
    found = (number for number, line in enumerate(lines, 1) if re.match(pattern, line))
    return next(found, 1)
