"""The library: every course, quiz and certificate wording of a content root, cross-checked.

A content root is any folder that holds courses/, quizzes/ and certificates/. This repository
is one; a customer may point LMS_CONTENT at another.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeVar

from lms.certificates.reader import read_wording
from lms.certificates.wording import Wording
from lms.courses.model import Course
from lms.courses.reader import read_course
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Fault, Faulty
from lms.quizzes.model import Question, Quiz
from lms.quizzes.reader import read_quiz

MINUTES_FOR_QUIZ: Final = 10
"""How many minutes a course may take beyond its lessons, for the quiz."""

Read = TypeVar("Read", Course, Quiz, Wording)


@dataclass(frozen=True)
class Library:
    """The content of a root, read and cross-checked."""

    courses: dict[CourseId, Course]
    quizzes: dict[str, Quiz]
    wordings: dict[str, Wording]

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


def open_library(root: Path) -> Library:
    """Read a whole content root; raise `Faulty` with everything that is wrong in it."""
    library, faults = _read(root)
    if faults:
        raise Faulty(*faults)
    return library


def faults_of(root: Path) -> tuple[Fault, ...]:
    """Return everything that is wrong in a content root, in order of file and line."""
    return _read(root)[1]


def bundled_content() -> Path:
    """Return the content that came with the product: in the wheel, or beside a checkout."""
    installed = Path(str(files("lms"))) / "content"
    return installed if installed.is_dir() else Path(__file__).parents[1]


def _read(root: Path) -> tuple[Library, tuple[Fault, ...]]:
    faults: list[Fault] = []
    covers = sorted(root.glob("courses/*/course.md"))
    if not covers:
        faults.append(Fault("courses", 1, "There is no course: a folder with a course.md."))
    courses = _all(faults, read_course, root, [cover.parent for cover in covers])
    quizzes = _all(faults, read_quiz, root, sorted(root.glob("quizzes/*.md")))
    wordings = _all(faults, read_wording, root, sorted(root.glob("certificates/*.md")))
    library = Library(
        {one.slug: one for one in courses},
        {one.slug: one for one in quizzes},
        {one.slug: one for one in wordings},
    )
    if not faults:
        faults += _disagreements(library)
    return library, tuple(sorted(faults))


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


def _disagreements(library: Library) -> Iterator[Fault]:
    for course in library.courses.values():
        cover = f"courses/{course.slug}/course.md"
        if course.quiz not in library.quizzes:
            yield Fault(cover, 1, f"There is no quiz “{course.quiz}” in quizzes/.")
        else:
            yield from _quiz_disagreements(course, library.quizzes[course.quiz])
        if course.certificate not in library.wordings:
            told = f"There is no wording “{course.certificate}” in certificates/."
            yield Fault(cover, 1, told)
        read = sum(lesson.minutes for lesson in course.lessons)
        if not read <= course.minutes <= read + MINUTES_FOR_QUIZ:
            told = (
                f"“minutes” is {course.minutes}, and the lessons say {read}; "
                f"the quiz takes {MINUTES_FOR_QUIZ} at most."
            )
            yield Fault(cover, 1, told)


def _quiz_disagreements(course: Course, quiz: Quiz) -> Iterator[Fault]:
    sections = {
        (lesson.slug, block.anchor) for lesson in course.lessons for block in lesson.blocks
    }
    path = f"quizzes/{quiz.slug}.md"
    for question in quiz.questions:
        if (question.lesson, question.anchor) not in sections:
            yield Fault(path, 1, _nowhere(question, course))
    lessons = {lesson.slug for lesson in course.lessons}
    for topic, _ in quiz.draw:
        if topic and topic not in lessons:
            yield Fault(path, 1, f"“draw” names “{topic}”, which is no lesson of {course.slug}.")


def _nowhere(question: Question, course: Course) -> str:
    where = f"{question.lesson}#{question.anchor}"
    return f"{question.id} is taught at “{where}”, which {course.slug} does not have."
