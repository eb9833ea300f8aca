"""What the courses of a content root hold, and what of it counsel should look at: as Markdown."""

from collections.abc import Iterator
from typing import Final

from lms.checking.desk import Desk
from lms.checking.prose import reading_of
from lms.courses.coverage import in_order, sections_of
from lms.courses.model import Course
from lms.quizzes.model import Kind, Question

_HEAD: Final = (
    "| Course | Lessons | Words | Minutes | Questions | Scenarios | Sections examined |",
    "|---|--:|--:|--:|--:|--:|---|",
)


def table_of(desk: Desk) -> str:
    """Return the table of courses and the list of everything marked for counsel."""
    courses = desk.library.courses.values()
    return "\n".join(
        [
            *_HEAD,
            *(_row(desk, course) for course in courses),
            _sums(desk),
            "",
            "## For counsel",
            *(line for course in courses for line in _for_counsel(course)),
        ]
    )


def _row(desk: Desk, course: Course) -> str:
    questions = desk.library.quiz_of(course.slug).questions
    cells = (
        course.title,
        str(len(course.lessons)),
        f"{_words(course):,}",
        str(course.minutes),
        str(len(questions)),
        _scenarios(questions),
        _sections(questions),
    )
    return f"| {' | '.join(cells)} |"


def _sums(desk: Desk) -> str:
    courses = desk.library.courses.values()
    questions = [asked.question for asked in desk.asked]
    cells = (
        "**All**",
        str(sum(len(course.lessons) for course in courses)),
        f"{sum(map(_words, courses)):,}",
        str(sum(course.minutes for course in courses)),
        str(len(questions)),
        _scenarios(questions),
        "",
    )
    return f"| {' | '.join(cells)} |"


def _words(course: Course) -> int:
    return sum(reading_of(lesson.source).words for lesson in course.lessons)


def _scenarios(questions: tuple[Question, ...] | list[Question]) -> str:
    share = sum(one.kind is Kind.SCENARIO for one in questions) / len(questions)
    return f"{100 * share:.0f} %"


def _sections(questions: tuple[Question, ...]) -> str:
    """Name the sections that the questions are about, each title of the law once."""
    told: dict[str, list[str]] = {}
    found = sections_of([rule for question in questions for rule in question.rules])
    for section in sorted(found, key=in_order):
        title, _, number = section.rpartition(" ")
        told.setdefault(title, []).append(number)
    return "; ".join(f"{title} {', '.join(numbers)}" for title, numbers in told.items())


def _for_counsel(course: Course) -> Iterator[str]:
    marked = [lesson for lesson in course.lessons if lesson.counsel]
    if marked:
        yield from ("", f"### {course.title}")
    for lesson in marked:
        yield from ("", f"{lesson.title}", "")
        yield from (f"- {statement}" for statement in lesson.counsel)
