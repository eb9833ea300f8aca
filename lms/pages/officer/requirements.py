"""What is required of whom: the list, what to begin with, and each change shown before it acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.actions.decide_requirement import decide_requirement
from lms.kernel.access import Permission
from lms.kernel.errors import Fault, NotFound
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.host import allow, looking
from lms.pages.officer import terms
from lms.pages.officer.changes import change_rows, count_rows, effect_words
from lms.pages.officer.filled import Filled
from lms.pages.officer.rehearsal import Trial, Tried
from lms.pages.officer.requirement_form import CALLED, filled_from, filled_of, told_by
from lms.reports.access.choices import choices
from lms.reports.officer.courses import courses_to_choose
from lms.reports.officer.required import Required, audiences, required
from lms.requirements.reader import Told
from lms.requirements.starters import Starter, starters
from lms.standing.civil import civil_day

pages = Blueprint("requirements", __name__)
NAMED = "There is a requirement of this name already. Give this one another."


@dataclass(frozen=True)
class Desk:
    """What there is to decide with: requirements, courses, roles and teams, and the day."""

    today: date
    known: tuple[Required, ...]
    courses: list[tuple[str, str]]
    roles: list[str]
    teams: list[str]

    def one(self, name: str) -> Required:
        """Return the requirement of a name; raise `NotFound` if there is none."""
        for one in self.known:
            if one.requirement.id == name:
                return one
        raise NotFound("There is no such requirement.")


@pages.get("/requirements/")
@allow(Permission.REQUIRE)
def listed() -> str:
    """Show everything required, and what one could begin with."""
    desk = _desk()
    return render_template(
        "lms/requirements/requirements.html",
        desk=desk,
        answer=_answer(desk),
        starters=starters(),
        taught={course for course, _ in desk.courses},
        terms=terms,
        done="done" in request.args,
        words=words,
    )


@pages.get("/requirements/new")
@allow(Permission.REQUIRE)
def begin() -> str:
    """Show the form of a new requirement, filled in with a starter if one was chosen."""
    desk = _desk()
    named = request.args.get("starter", "")
    starter = next((one for one in starters() if one.name == named), starters()[0])
    form = filled_of(starter.from_on(desk.today))
    form.values["id"] = _free(starter, desk)
    return _form(desk, form, None, starter.says if named else "")


@pages.post("/requirements/new")
@allow(Permission.REQUIRE)
def begin_now() -> Response | tuple[str, int]:
    """Show what a new requirement would do, or make it so."""
    desk = _desk()
    form = filled_from(request.form)
    if any(one.requirement.id == form.text("id") for one in desk.known):
        form.refused([Fault(NAMED, "id")], {})
    return _decide(desk, form, None)


@pages.get("/requirements/<name>")
@allow(Permission.REQUIRE)
def change(name: str) -> str:
    """Show the form of a requirement as it stands; to end it, with today as its end."""
    desk = _desk()
    one = desk.one(name)
    form = filled_of(one.requirement)
    if "end" in request.args and one.requirement.until_on is None:
        form.values["until_on"] = desk.today.isoformat()
    return _form(desk, form, one)


@pages.post("/requirements/<name>")
@allow(Permission.REQUIRE)
def change_now(name: str) -> Response | tuple[str, int]:
    """Show what a change would do, or make it so."""
    desk = _desk()
    one = desk.one(name)
    form = filled_from(request.form)
    form.values["id"] = name
    return _decide(desk, form, one)


def _decide(desk: Desk, form: Filled, one: Required | None) -> Response | tuple[str, int]:
    told = told_by(form)
    if told is None or "edit" in request.form:
        return _form(desk, form, one), 200 if told else 422
    trial = Trial(_deciding(told), form, desk.today, called=CALLED)
    shown = request.form.get("shown")
    tried = trial.rehearsed() if shown is None else trial.done(shown)
    if tried.done:
        return redirect(url_for("lms.requirements.listed", done=1), 303)
    if tried.effect is None:
        return _form(desk, form, one), tried.status
    return _preview(desk, form, told, (one, tried)), tried.status


def _deciding(told: Told) -> Callable[[UnitOfWork], object]:
    return lambda work: decide_requirement(work, told)


def _desk() -> Desk:
    with looking() as work:
        today = civil_day(work.now, work.organization.time_zone)
        roles, teams = audiences(work.session)
        return Desk(
            today,
            required(work.session, today),
            courses_to_choose(work.session),
            roles,
            teams,
        )


def _form(desk: Desk, form: Filled, one: Required | None, says: str = "") -> str:
    return render_template(
        "lms/requirements/form.html",
        desk=desk,
        form=form,
        one=one,
        says=says,
        roles=_choices(desk.roles, form.text("roles")),
        teams=_choices(desk.teams, form.text("teams")),
        redating="open_cycles" in form.problems or form.text("open_cycles"),
        words=words,
    )


def _choices(known: Sequence[str], chosen: str) -> list[tuple[str, str]]:
    every = dict.fromkeys([*known, *filter(None, chosen.split("\n"))])
    return [(one, one) for one in every]


def _preview(desk: Desk, form: Filled, told: Told, came: tuple[Required | None, Tried]) -> str:
    one, tried = came
    with looking() as work:
        titles = choices(work.session, work.actor.scope).requirements
    titles.setdefault(told.requirement.id, dict(desk.courses).get(told.requirement.course, ""))
    effect = tried.effect
    if effect is None:
        raise NotFound("There is nothing to show.")
    return render_template(
        "lms/requirements/preview.html",
        form=form,
        one=one,
        asked=told.requirement,
        terms=terms,
        effect=effect,
        said=effect_words(effect),
        counts=count_rows(effect),
        late=change_rows(effect.late, titles),
        rows=change_rows(effect.changes, titles),
        changed=tried.changed,
        words=words,
    )


def _answer(desk: Desk) -> str:
    running = sum(not one.ended_by(desk.today) for one in desk.known)
    if not running:
        return "Nothing is required yet."
    things = "thing is" if running == 1 else "things are"
    return f"{words.capitalised(words.number_word(running))} {things} required."


def _free(starter: Starter, desk: Desk) -> str:
    known = {one.requirement.id for one in desk.known}
    names = [starter.name, *(f"{starter.name}-{number}" for number in range(2, len(known) + 3))]
    return next(name for name in names if name not in known)
