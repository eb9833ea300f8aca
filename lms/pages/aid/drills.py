"""Drills: the list of them, the way through one, and what somebody decided."""

import re
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from lms.actions.learning.answer_drill import LONGEST_REASON, answer_drill
from lms.drills.model import Drill, Step, Taken
from lms.drills.walking import walk
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.pages import words
from lms.pages.aid.practice import (
    choice_told,
    counts_told,
    drills_told,
    ending_told,
    review_of,
)
from lms.pages.aid.shelf import aids
from lms.pages.days import own_zone
from lms.pages.host import actor, allow, allow_signed_in, looking, working
from lms.pages.published import published
from lms.reports.drills.done import drills_counted, drills_done
from lms.reports.drills.mine import my_drill

pages = Blueprint("drills", __name__)
WAY: Final = re.compile(r"(?:\d(?:\.\d){0,29})?")
"""Choices so far, as they stand in the address: 0.2.1."""
REASON: Final = "reason-"
"""What the fields of reasons are called, before the number of the choice."""


@pages.get("/drills/")
@allow_signed_in
def index() -> str:
    """List the drills with one's own runs; whoever sees everybody sees how often each was run."""
    somebody = actor()
    learns = somebody.worker is not None and somebody.may(Permission.LEARN)
    drills = aids().drills
    with looking() as work:
        mine = drills_done(work.session, work.actor.learner) if learns else ()
        zone = own_zone(work)
        counted = drills_counted(work.session) if somebody.may(Permission.SEE_EVERYONE) else None
    return render_template(
        "lms/aid/drills.html",
        drills=drills_told(drills, mine, zone),
        learns=learns,
        counts=None if counted is None else counts_told(drills, counted),
        words=words,
    )


@pages.get("/drills/<name>")
@allow(Permission.LEARN)
def drill(name: str) -> str | AnyResponse:
    """Show the step to which the choices in the address lead, and at the end all of them."""
    chosen = aids().drill(name)
    way = _way(request.args.get("way", ""))
    choice = request.args.get("choice", "")
    if re.fullmatch(r"\d", choice):
        further = ".".join(map(str, (*way, int(choice))))
        return redirect(url_for(".drill", name=name, way=further), HTTPStatus.SEE_OTHER)
    taken, here = _walked(chosen, way)
    return _shown(chosen, taken, here, missed="go" in request.args)


@pages.post("/drills/<name>")
@allow(Permission.LEARN)
def keep(name: str) -> AnyResponse:
    """Keep what was decided, with the reasons given, and go to the review."""
    chosen = aids().drill(name)
    way = _way(request.form.get("way", ""))
    reasons = {at: request.form.get(f"{REASON}{at}", "") for at in range(len(way))}
    with working() as work:
        run = answer_drill(work, chosen, way, reasons)
    return redirect(url_for(".run", run=run.id), HTTPStatus.SEE_OTHER)


@pages.get("/drills/runs/<uuid:run>")
@allow(Permission.LEARN)
def run(run: UUID) -> str:
    """Show one's own run: each choice, whether it was right, why, and where that stands."""
    with looking() as work:
        answered, done = my_drill(work.session, work.actor.learner, run)
        when = words.day_of(done.finished_at, own_zone(work))
    return render_template(
        "lms/aid/run.html",
        drill=answered,
        run=done,
        review=review_of(done.taken),
        ending=ending_told(answered.step(done.ending)),
        right=sum(one.choice.right for one in done.taken),
        when=words.full_day(when),
        again=done.drill in aids().drills,
        words=words,
    )


def _shown(chosen: Drill, taken: tuple[Taken, ...], here: Step, *, missed: bool) -> str:
    way = ".".join(str(one.at) for one in taken)
    return render_template(
        "lms/aid/end.html" if here.ends else "lms/aid/step.html",
        drill=chosen,
        intro=published(chosen.html),
        step=here,
        text=published(here.html),
        way=way,
        back=way.rpartition(".")[0],
        taken=review_of(taken),
        choices=[(at, choice_told(one)) for at, one in enumerate(here.choices)],
        problem=missed and not here.ends,
        reason=REASON,
        longest=LONGEST_REASON,
    )


def _way(told: str) -> tuple[int, ...]:
    if not WAY.fullmatch(told):
        raise NotFound("There is no such step in this drill. Begin it anew.")
    return tuple(map(int, told.split("."))) if told else ()


def _walked(chosen: Drill, way: tuple[int, ...]) -> tuple[tuple[Taken, ...], Step]:
    try:
        return walk(chosen, way)
    except ValueError:
        raise NotFound("There is no such step in this drill. Begin it anew.") from None
