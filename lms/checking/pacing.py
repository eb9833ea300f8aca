"""The minutes that authors give are those that reading and answering take."""

from collections.abc import Iterator

from lms.checking.desk import Desk
from lms.checking.prose import reading_of
from lms.courses.pace import minutes_to_answer, minutes_to_read, true_enough
from lms.kernel.markdown import Fault


def pacing(desk: Desk) -> Iterator[Fault]:
    """Find lessons and courses whose minutes are off by more than 30 %."""
    for page in desk.pages:
        words = reading_of(page.lesson.source).words
        minutes = minutes_to_read(words)
        if not true_enough(page.lesson.minutes, minutes):
            told = (
                f"“minutes” is {page.lesson.minutes}, and {words} words take {minutes:.1f}. "
                f"Write {max(1, round(minutes))}."
            )
            yield page.document.fault(page.document.line_of("minutes"), told)
    for course in desk.library.courses.values():
        read = sum(lesson.minutes for lesson in course.lessons)
        drawn = desk.library.quiz_of(course.slug).drawn
        minutes = read + minutes_to_answer(drawn)
        if not true_enough(course.minutes, minutes):
            cover = desk.covers[course.slug]
            told = (
                f"“minutes” is {course.minutes}; the lessons say {read}, and {drawn} questions "
                f"take {minutes_to_answer(drawn):g}. Write {round(minutes)}."
            )
            yield cover.fault(cover.line_of("minutes"), told)
