"""Retraining after an incident: opened for named workers."""

import re

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.kernel.access import Permission
from lms.kernel.errors import Refused
from lms.kernel.ids import AgreementId, CourseId, WorkerId
from lms.pages.host import actor, allow, looking, working
from lms.pages.officer.agreements.forms import Form, day, form_page
from lms.pages.officer.deeds import APPROVER, Asks
from lms.pages.officer.filled import Filled
from lms.reports.agreement.named import agreements_named
from lms.reports.officer.courses import courses_to_choose

pages = Blueprint("retraining", __name__)
FIELDS = (
    Asks("workers", "Worker ids", hint="With commas between, like W-101, W-102"),
    Asks("course", "Course to take again", "choice"),
    Asks(
        "incident",
        "Incident",
        hint="Its number in your own register, like INC-2026-014. Never a patient's name, "
        "number or details.",
    ),
    day("due_on", "To be done by"),
    Asks("agreement", "Agreement it concerns", "choice"),
    APPROVER._replace(hint="A worker id; none of those named above"),
)
NAMES = tuple(one.name for one in FIELDS)


@pages.get("/retraining/new")
@allow(Permission.DECIDE)
def form() -> str:
    """Show the form."""
    filled = Filled.of(request.args, NAMES)
    approver = filled.text("approved_by") or str(actor().worker or "")
    return form_page(_form(), Filled({**filled.values, "approved_by": approver}))


@pages.post("/retraining/new")
@allow(Permission.DECIDE)
def send() -> Response | tuple[str, int]:
    """Open retraining for everybody named, or for nobody."""
    filled = Filled.of(request.form, NAMES)
    due_on = filled.day("due_on")
    named = filter(None, re.split(r"[,;\s]+", filled.text("workers")))
    asked = Opening(
        workers=tuple(dict.fromkeys(map(WorkerId, named))),
        course=CourseId(filled.text("course")),
        incident=filled.text("incident"),
        due_on=due_on,
        approved_by=WorkerId(filled.text("approved_by")) or None,
        agreement=AgreementId(filled.text("agreement")) or None,
    )
    try:
        with working() as work:
            open_retraining(work, asked)
    except Refused as refused:
        filled.refused(refused.faults, {})
        return form_page(_form(), filled), 422
    if asked.agreement:
        there = url_for("lms.agreements.shown", agreement=asked.agreement, done="retraining")
        return redirect(there, 303)
    return redirect(url_for("lms.reports.show", name="retraining"), 303)


def _form() -> Form:
    with looking() as work:
        courses = courses_to_choose(work.session)
        agreements = list(agreements_named(work.session).items())
    none = [("", "None in particular")]
    return Form(
        title="Open retraining after an incident",
        lede="Each of them takes the whole course again by a day of its own. No other date of "
        "theirs moves for it.",
        button="Open it",
        back=("People", url_for("lms.people.listed")),
        fields=FIELDS,
        options={"course": courses, "agreement": [*none, *agreements]},
    )
