"""What changed in a course since a worker took it, to be read by itself, and its quiz."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from lms.actions.start_refresher import start_refresher
from lms.courses.comparing import BlockChange, Fate
from lms.courses.model import Course
from lms.kernel.access import Permission
from lms.kernel.ids import CourseId
from lms.pages import words
from lms.pages.days import own_day
from lms.pages.host import allow, looking, working
from lms.pages.learning.duties import refresher_size
from lms.pages.learning.marking import what_passes
from lms.pages.published import published_part
from lms.reports.learning.my_refresher import Offer, my_refresher

pages = Blueprint("refreshers", __name__)


@dataclass(frozen=True)
class Part:
    """A section as it is now, and as it was where it says something else now."""

    state: str
    title: str
    now: Markup
    before: Markup | None


@dataclass(frozen=True)
class Group:
    """The changed sections of one lesson, and where the whole lesson is."""

    name: str
    lesson: str
    parts: tuple[Part, ...]


@pages.get("/courses/<course>/refresher")
@allow(Permission.LEARN)
def show(course: str) -> ResponseReturnValue:
    """Show what changed since the worker took the course; where nothing did, the course."""
    with looking() as work:
        offer = my_refresher(work.session, work.actor.learner, CourseId(course), own_day(work))
    if offer is None:
        return redirect(url_for("lms.courses.course", course=course))
    return render_template(
        "lms/courses/refresher.html",
        course=offer.course,
        since=offer.since,
        groups=tuple(_groups(offer)),
        gone=[f"{change.title}, in “{change.lesson_title}”" for change in offer.gone],
        size=refresher_size(offer),
        passes=what_passes(offer.quiz.drawn, offer.quiz.pass_mark),
        questions=words.counted(offer.quiz.drawn, "question"),
        kept=words.full_day(offer.valid_through),
        words=words,
    )


@pages.post("/courses/<course>/refresher")
@allow(Permission.LEARN)
def start(course: str) -> AnyResponse:
    """Draw a paper about what changed, or come back to the one that is open."""
    with working() as work:
        attempt = start_refresher(work, CourseId(course))
    return redirect(url_for("lms.attempts.show", attempt=attempt), HTTPStatus.SEE_OTHER)


def _groups(offer: Offer) -> Iterator[Group]:
    for lesson, changes in groupby(offer.to_read, key=lambda change: change.place.lesson):
        yield Group(
            name=_name(offer.course, lesson),
            lesson=lesson,
            parts=tuple(_part(change) for change in changes),
        )


def _part(change: BlockChange) -> Part:
    lesson = change.place.lesson
    was = change.before if change.fate is Fate.CHANGED else None
    return Part(
        state="Changed" if was else "New",
        title=change.title,
        now=published_part(change.after.html if change.after else "", lesson),
        before=published_part(was.html, lesson) if was else None,
    )


def _name(course: Course, slug: str) -> str:
    number = [lesson.slug for lesson in course.lessons].index(slug)
    return f"Lesson {number + 1}, {course.lessons[number].title}"
