"""Every section that must be covered has a lesson and a question, and what is cited is asked."""

from collections.abc import Iterator

from lms.checking.desk import Desk
from lms.courses.coverage import holes_in, promised_in, sections_of
from lms.courses.law_reader import LAW
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Fault


def covering(desk: Desk) -> Iterator[Fault]:
    """Find holes: in what the root must cover, in what each course promises, in what is cited."""
    law = desk.library.law
    if law is None:
        return
    taught = {course: _taught(desk, course) for course in desk.library.courses}
    asked = {course: _asked(desk, course) for course in desk.library.courses}
    everything = frozenset().union(*taught.values()), frozenset().union(*asked.values())
    for hole in holes_in(law.sections, *everything):
        yield Fault(LAW, _line_of(desk, hole.section), f"{hole.section} has {hole.lacks}.")
    for slug, course in desk.library.courses.items():
        cover = desk.covers[slug]
        for hole in holes_in(promised_in(course.teaches), taught[slug], asked[slug]):
            told = f"The course says that it teaches {hole.section}, which has {hole.lacks} in it."
            yield cover.fault(cover.line_of("teaches"), told)
    yield from _cited_and_not_asked(desk, everything[1])


def _cited_and_not_asked(desk: Desk, asked: frozenset[str]) -> Iterator[Fault]:
    """Find the sections that a lesson cites and that no question of any course is about."""
    for page in desk.pages:
        cited = sections_of(page.lesson.cites)
        for hole in holes_in(cited, cited, asked):
            told = (
                f"The lesson cites {hole.section}, and no question is about it. "
                "Write one, or do not cite it."
            )
            yield page.document.fault(page.document.line_of("cites"), told)


def _taught(desk: Desk, course: CourseId) -> frozenset[str]:
    lessons = desk.library.courses[course].lessons
    return sections_of([cited for lesson in lessons for cited in lesson.cites])


def _asked(desk: Desk, course: CourseId) -> frozenset[str]:
    questions = desk.library.quiz_of(course).questions
    return sections_of([rule for question in questions for rule in question.rules])


def _line_of(desk: Desk, section: str) -> int:
    lines = (desk.root / LAW).read_text("utf-8-sig").split("\n")
    return next((at for at, line in enumerate(lines, 1) if f'"{section}"' in line), 1)
