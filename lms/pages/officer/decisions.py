"""Decisions about one worker: a form, what will come of it, and the record of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.kernel.ids import RequirementId, WorkerId
from lms.pages import words
from lms.pages.host import actor, allow, looking
from lms.pages.officer.changes import change_rows, effect_words
from lms.pages.officer.deeds import DEEDS, Deed
from lms.pages.officer.filled import Filled
from lms.pages.officer.rehearsal import Trial, Tried, everyone
from lms.reports.access.choices import choices
from lms.reports.officer.courses import courses_to_choose
from lms.reports.officer.person import Person, person
from lms.standing.civil import civil_day
from lms.standing.model import Status

pages = Blueprint("decisions", __name__)
PLACE = f"/people/<path:worker>/<any({', '.join(DEEDS)}):deed>"
MORE = timedelta(days=14)


@dataclass(frozen=True)
class About:
    """Whom a decision is about, the day it is there, and what can be chosen."""

    person: Person
    today: date
    titles: Mapping[RequirementId, str]
    options: Mapping[str, list[tuple[str, str]]]


@pages.get(PLACE)
@allow(Permission.EXTEND)
def form(worker: str, deed: str) -> str:
    """Show the form, and what comes of it as it stands where one look is enough."""
    chosen, about = _about(worker, deed)
    filled = _begun(chosen, about)
    tried = Tried()
    if chosen.at_once and filled.text("to_on"):
        # Nobody has said why yet, nor perhaps who approves; the effect is the same whoever does.
        stands_in = actor().worker or about.person.worker.manager or ""
        waiting = Filled({**filled.values, "reason": "-", "approved_by": stands_in})
        tried = _trial(chosen, about, waiting).rehearsed()
    return _page(chosen, about, filled, tried)


@pages.post(PLACE)
@allow(Permission.EXTEND)
def send(worker: str, deed: str) -> Response | tuple[str, int]:
    """Record the decision once its effect was seen; else show that, or what is to be mended."""
    chosen, about = _about(worker, deed)
    filled = Filled.of(request.form, chosen.names)
    trial = _trial(chosen, about, filled)
    shown = request.form.get("shown") or None
    if "show" in request.form or (shown is None and not chosen.at_once):
        tried = trial.rehearsed()
    else:
        tried = trial.done(None if chosen.at_once else shown)
    if tried.done:
        return redirect(url_for("lms.person.shown", worker=worker, done=deed), 303)
    return _page(chosen, about, filled, tried), tried.status


def _trial(deed: Deed, about: About, filled: Filled) -> Trial:
    worker = about.person.worker.id
    change = deed.change(worker, filled)
    workers = everyone([worker, filled.text("duplicate")])
    return Trial(change, filled, about.today, workers, deed.called)


def _about(worker: str, deed: str) -> tuple[Deed, About]:
    chosen = DEEDS[deed]
    if not chosen.at_once:
        actor().require(Permission.DECIDE)
    with looking() as work:
        house = civil_day(work.now, work.organization.time_zone)
        found = person(work.session, work.actor.scope, WorkerId(worker), house)
        today = civil_day(work.now, found.worker.time_zone)
        known = choices(work.session, work.actor.scope).requirements
        courses = courses_to_choose(work.session) if deed == "training" else []
    if found.merged_into is not None:
        raise NotFound(f"This id was merged into {found.merged_into}. Decide there.")
    own = [one for one in found.stands if one.status is not Status.NOT_REQUIRED]
    required = [(str(one.requirement.id), known[one.requirement.id]) for one in own]
    return chosen, About(found, today, known, {"requirement": required, "course": courses})


def _begun(deed: Deed, about: About) -> Filled:
    """Fill in what can be known before: what the address says, and who approves."""
    filled = Filled.of(request.args, deed.names)
    values = {**filled.values, "approved_by": actor().worker or ""}
    if deed.at_once:
        stands = {one.requirement.id: one for one in about.person.stands}
        first = next(iter(about.options["requirement"]), ("", ""))[0]
        chosen = RequirementId(values["requirement"] or first)
        act_by = stands[chosen].act_by if chosen in stands else None
        later = max(about.today, act_by or about.today) + MORE
        values |= {"requirement": chosen, "to_on": later.isoformat()}
    return Filled(values)


def _page(deed: Deed, about: About, filled: Filled, tried: Tried) -> str:
    effect = tried.effect
    return render_template(
        "lms/people/decide.html",
        deed=deed,
        person=about.person,
        title=deed.title.format(name=about.person.worker.name),
        filled=filled,
        options=about.options,
        effect=effect,
        said="" if effect is None else effect_words(effect),
        rows=[] if effect is None else change_rows(effect.changes, about.titles),
        changed=tried.changed,
        words=words,
    )
