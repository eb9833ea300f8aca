"""A course and its lessons: where one is, what comes next, and the images they show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from lms.actions.learning.read_lesson import read_lesson
from lms.courses.model import Course, LegalStatus, Term
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId
from lms.kernel.markdown import WORD
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.days import own_day, own_zone
from lms.pages.host import allow, allow_signed_in, looking, working
from lms.pages.learning.duties import next_step, refresher_size
from lms.pages.learning.marking import how_it_is_marked, tries_told
from lms.pages.published import published, published_cover
from lms.reports.learning.lesson_asset import lesson_asset
from lms.reports.learning.my_course import MyCourse, my_course, my_progress
from lms.reports.learning.my_training import Progress
from lms.reports.learning.words_taught import words_taught
from lms.reports.publishing.law_taught import law_taught
from lms.standing.civil import civil_day

pages = Blueprint("courses", __name__)
YEAR: Final = 31_536_000


@dataclass(frozen=True)
class LessonLink:
    """A lesson in the list beside the page."""

    title: str
    href: str
    done: bool
    here: bool


@pages.get("/courses/<course>")
@allow(Permission.LEARN)
def course(course: str) -> str:
    """Show a course: its lessons, how far one is, and the quiz at its end."""
    with looking() as work:
        zone = own_zone(work)
        mine = _mine(work, course)
    return render_template(
        "lms/courses/course.html",
        mine=mine,
        course=mine.progress.course,
        intro=published_cover(mine.progress.course.html, url_for(".course", course=course)),
        lessons=tuple(_links(mine.progress)),
        step=next_step(mine.progress),
        before=_completed_before(mine.progress),
        reviewed=_reviewed(mine.progress.course),
        marking=how_it_is_marked(mine.quiz),
        tries=tries_told(mine, zone),
        refreshes=refresher_size(mine.refresher) if mine.refresher else "",
        words=words,
    )


@pages.get("/courses/<course>/<lesson>")
@allow(Permission.LEARN)
def lesson(course: str, lesson: str) -> str:
    """Show a lesson of the version that is taught today."""
    with looking() as work:
        progress = my_progress(work.session, work.actor.learner, CourseId(course), own_day(work))
    taught = progress.course
    at = _place_of(taught, lesson)
    before = taught.lessons[at - 1] if at else None
    after = taught.lessons[at + 1] if at + 1 < len(taught.lessons) else None
    return render_template(
        "lms/courses/lesson.html",
        course=taught,
        lesson=taught.lessons[at],
        text=published(taught.lessons[at].html),
        terms=_terms(taught.glossary.of(taught.lessons[at].terms)),
        number=at + 1,
        progress=progress,
        lessons=tuple(_links(progress, here=lesson)),
        before=before,
        after=after,
        words=words,
    )


@pages.post("/courses/<course>/<lesson>/read")
@allow(Permission.LEARN)
def read(course: str, lesson: str) -> AnyResponse:
    """Keep that a lesson was read and go on to the next one, or to the quiz."""
    with working() as work:
        taught = read_lesson(work, CourseId(course), lesson)
    after = _place_of(taught, lesson) + 1
    if after == len(taught.lessons):
        way_on = url_for(".course", course=course, _anchor="quiz")
    else:
        way_on = url_for(".lesson", course=course, lesson=taught.lessons[after].slug)
    return redirect(way_on, HTTPStatus.SEE_OTHER)


@pages.get("/courses/<course>/assets/<sha256>")
@allow_signed_in
def asset(course: str, sha256: str) -> Response:
    """Send a picture of a lesson, which never changes under its digest."""
    with looking() as work:
        picture = lesson_asset(work.session, CourseId(course), sha256)
    response = Response(picture.content, content_type=picture.media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    response.set_etag(picture.sha256)
    return response


@pages.get("/glossary")
@allow(Permission.LEARN)
def glossary() -> str:
    """Show every word that the lessons taught today explain."""
    with looking() as work:
        taught = words_taught(work.session, own_day(work))
    title = taught.title or "Words"
    return render_template("lms/courses/glossary.html", title=title, terms=_terms(taught.terms))


@pages.get("/law")
@allow_signed_in
def law() -> str:
    """Show the figures of the law that the courses taught today show, each with its day."""
    with looking() as work:
        zone_day = civil_day(work.now, work.organization.time_zone)
        figures = law_taught(work.session, zone_day)
    return render_template("lms/courses/law.html", figures=figures, words=words)


def _terms(terms: Iterable[Term]) -> tuple[tuple[str, str, Markup, str], ...]:
    """Return words as the page shows them; where a meaning stands, its text says itself."""
    return tuple((f"{WORD}{one.anchor}", one.title, published(one.html), "") for one in terms)


def _mine(work: UnitOfWork, course: str) -> MyCourse:
    return my_course(work.session, work.actor.learner, CourseId(course), work.now, own_day(work))


def _completed_before(progress: Progress) -> str:
    if not progress.sitting.number:
        return ""
    often = words.times(progress.sitting.number)
    return f"You have completed this course {often}. What you do here now is the next renewal."


def _reviewed(course: Course) -> str:
    if course.legal_status is LegalStatus.DRAFT or course.reviewed_on is None:
        return "Counsel has not reviewed this text yet."
    return f"Reviewed by {course.reviewed_by} on {words.full_day(course.reviewed_on)}."


def _place_of(course: Course, slug: str) -> int:
    slugs = [lesson.slug for lesson in course.lessons]
    if slug not in slugs:
        raise NotFound("There is no such lesson.")
    return slugs.index(slug)


def _links(progress: Progress, here: str = "") -> Iterator[LessonLink]:
    course = progress.course
    # One address is built; the others differ by a name that needs no quoting.
    first = url_for(".lesson", course=course.slug, lesson=course.lessons[0].slug)
    folder = first.removesuffix(course.lessons[0].slug)
    for one in course.lessons:
        read = one.slug in progress.read
        yield LessonLink(one.title, f"{folder}{one.slug}", read, one.slug == here)
