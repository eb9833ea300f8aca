"""The courses of the content root: what is published, what waits, and whom publishing touches."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from lms.actions.carry_out import Scene, carry_out
from lms.actions.publish_courses import publish_courses
from lms.courses.model import Decision
from lms.kernel.access import Permission
from lms.kernel.errors import Conflict, NotFound, Refused
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Fault
from lms.kernel.work import UnitOfWork
from lms.library import Shelf
from lms.pages import words
from lms.pages.host import allow, host, looking, rehearsing, working
from lms.pages.officer.deciding import Asked, as_proposed, asked_in
from lms.pages.officer.effects import shown
from lms.pages.officer.versions import CHANGES, told_of
from lms.reports.publishing.proposals import Proposal, proposal
from lms.standing.civil import civil_day

pages = Blueprint("publishing", __name__)
CHANGED = (
    "The text of the course has changed since this was shown. Nothing was published. Look at it "
    "again, then confirm."
)


@dataclass(frozen=True)
class Line:
    """A course of the root: its state in words, what is wrong in it, and whether it waits."""

    course: CourseId
    title: str
    kind: str
    state: str
    note: str = ""
    faults: tuple[Fault, ...] = ()
    waits: str = ""


@pages.get("/publishing/")
@allow(Permission.PUBLISH)
def index() -> str:
    """Show every course of the content root: what is published, and what waits."""
    shelf = host().shelf()
    with looking() as work:
        lines = [_line(work, shelf, course) for course in shelf.courses]
    known = {fault for line in lines for fault in line.faults}
    return render_template(
        "lms/officer/publishing.html",
        lines=lines,
        others=[fault for fault in shelf.faults if fault not in known],
        answer=_answer(sum(bool(line.waits) for line in lines)),
    )


@pages.get("/publishing/<course>")
@allow(Permission.PUBLISH)
def version(course: str) -> str:
    """Show what differs in a version that waits, and ask what to decide of it."""
    with looking() as work:
        known = _waiting(work, host().shelf(), CourseId(course))
        return _version(known, as_proposed(known, _today(work)))


@pages.get("/publishing/<course>/effect")
@allow(Permission.PUBLISH)
def effect(course: str) -> str | tuple[str, int]:
    """Show whom a decision would touch. It is carried out and undone, so nothing is written."""
    shelf = host().shelf()
    with rehearsing() as work:
        known = _waiting(work, shelf, CourseId(course))
        asked = asked_in(request.args, known, _today(work))
        if asked.decision is None:
            return _version(known, asked), HTTPStatus.UNPROCESSABLE_ENTITY
        publish = partial(_publish, shelf=shelf, known=known, decision=asked.decision)
        _, would_be = carry_out(work, publish, _scene(work, asked.decision))
    return render_template(
        "lms/officer/effect.html",
        known=known,
        asked=asked,
        decision=asked.decision,
        effect=would_be,
        shown=shown(would_be),
        words=words,
    )


@pages.post("/publishing/<course>")
@allow(Permission.PUBLISH)
def publish(course: str) -> AnyResponse:
    """Publish exactly what was shown, or say that something changed."""
    shelf = host().shelf()
    with working() as work:
        known = _waiting(work, shelf, CourseId(course))
        if request.form.get("text") != known.text:
            raise Conflict(CHANGED)
        asked = asked_in(request.form, known, _today(work))
        if asked.decision is None:
            raise Refused(" ".join(asked.problems.values()))
        scene = _scene(work, asked.decision, request.form.get("effect", ""))
        do = partial(_publish, shelf=shelf, known=known, decision=asked.decision)
        carry_out(work, do, scene)
    return redirect(url_for(".index"), HTTPStatus.SEE_OTHER)


def _publish(work: UnitOfWork, shelf: Shelf, known: Proposal, decision: Decision) -> None:
    course = known.course.slug
    publish_courses(work, shelf.library.only(course), {course: decision})


def _scene(work: UnitOfWork, decision: Decision, seen: str | None = None) -> Scene:
    return Scene(max(_today(work), decision.effective_on), shown=seen)


def _today(work: UnitOfWork) -> date:
    return civil_day(work.now, work.organization.time_zone)


def _waiting(work: UnitOfWork, shelf: Shelf, course: CourseId) -> Proposal:
    """Return a version that waits; raise `NotFound` or `Refused` for what cannot be published."""
    if course not in shelf.courses:
        raise NotFound("There is no such course.")
    if shelf.faults_of(course):
        raise Refused("Something is wrong in the files of this course. Mend it, then look again.")
    known = proposal(work.session, shelf.library.course(course), shelf.library.quiz_of(course))
    if known.refusal:
        raise Refused(known.refusal)
    if not known.new:
        raise NotFound("No version of this course waits to be published.")
    return known


def _version(known: Proposal, asked: Asked) -> str:
    return render_template(
        "lms/officer/version.html",
        known=known,
        told=told_of(known),
        asked=asked,
        changes=CHANGES,
        words=words,
    )


def _line(work: UnitOfWork, shelf: Shelf, course: CourseId) -> Line:
    faults = shelf.faults_of(course)
    if faults:
        wrong = words.counted(len(faults), "fault")
        return Line(course, course, "late", f"Cannot be published: {wrong}", faults=faults)
    known = proposal(work.session, shelf.library.course(course), shelf.library.quiz_of(course))
    title, number = known.course.title, known.course.version
    if known.refusal:
        return Line(course, title, "late", "Cannot be published", known.refusal)
    if known.new:
        before = f"Version {known.before.version} is published." if known.before else ""
        waits = f"Look at version {number}"
        return Line(course, title, "soon", f"Version {number} waits", before, waits=waits)
    day = words.full_day(known.before.effective_on if known.before else known.course.effective_on)
    return Line(course, title, "ok", f"Version {number} is published", f"In force from {day}.")


def _answer(waiting: int) -> str:
    if not waiting:
        return "Nothing waits to be published."
    number = words.capitalised(words.number_word(waiting))
    return f"{number} {'course waits' if waiting == 1 else 'courses wait'} to be published."
