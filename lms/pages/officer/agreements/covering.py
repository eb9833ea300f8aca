"""Who serves an agreement: recorded and ended, with what follows for them shown first."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.actions.agreements.cover_worker import cover_worker
from lms.agreements.model import Coverage
from lms.kernel.access import Permission
from lms.kernel.errors import Fault
from lms.kernel.ids import AgreementId, RequirementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.pages.host import allow, looking
from lms.pages.officer.agreements.forms import Form, day, form_page
from lms.pages.officer.deeds import LIKE, Asks
from lms.pages.officer.filled import Filled
from lms.pages.officer.rehearsal import Trial, Tried, everyone
from lms.reports.access.choices import choices
from lms.reports.agreement.described import descriptions_of
from lms.reports.agreement.serving import Served, spans_served
from lms.standing.civil import civil_day

pages = Blueprint("covering", __name__)
FIELDS = (
    Asks("worker", "Worker id"),
    day("from_on", "Serves it from"),
    day("to_on", "Last day of service", f"{LIKE}; empty while no end is known"),
    day("access_granted_on", "Access to records granted on", f"{LIKE}; empty if not known"),
)
NAMES = tuple(one.name for one in FIELDS)


@pages.get("/agreements/<path:agreement>/serve")
@allow(Permission.AGREE)
def form(agreement: str) -> str:
    """Show the form, filled in with a span that is on record if the address names one."""
    filled = Filled.of(request.args, NAMES)
    with looking() as work:
        _require(work, agreement)
        for one in spans_served(work.session, AgreementId(agreement)):
            same = (one.listed_as, one.from_on.isoformat())
            if same == (filled.text("worker"), filled.text("from_on")):
                filled = Filled(_values(one))
    return form_page(_form(agreement), filled)


@pages.post("/agreements/<path:agreement>/serve")
@allow(Permission.AGREE)
def send(agreement: str) -> Response | tuple[str, int]:
    """Show what would come of it, or record exactly that."""
    filled = Filled.of(request.form, NAMES)
    with looking() as work:
        _require(work, agreement)
        today = civil_day(work.now, work.organization.time_zone)
        titles = choices(work.session, work.actor.scope).requirements
    trial = Trial(
        _covering(AgreementId(agreement), filled),
        filled,
        max(today, filled.day("from_on") or today),
        everyone([filled.text("worker")]),
    )
    shown = request.form.get("shown")
    tried = trial.done(shown) if shown else _rehearsed(trial, filled)
    if tried.done:
        there = url_for("lms.agreements.shown", agreement=agreement, done="served")
        return redirect(there, 303)
    named: dict[RequirementId, str] = dict(titles)
    return form_page(_form(agreement), filled, tried, named), tried.status


def _covering(agreement: AgreementId, filled: Filled) -> Callable[[UnitOfWork], object]:
    from_on = filled.day("from_on")
    if from_on is None and "from_on" not in filled.problems:
        filled.refused([Fault(f"Give the first day of service. {LIKE}.", "from_on")], {})
    if not filled.text("worker"):
        filled.refused([Fault("Write the worker id.", "worker")], {})
    told = Coverage(
        WorkerId(filled.text("worker")),
        agreement,
        from_on or date.min,
        filled.day("to_on"),
        filled.day("access_granted_on"),
    )
    return lambda work: cover_worker(work, told)


def _rehearsed(trial: Trial, filled: Filled) -> Tried:
    return Tried() if filled.wrong else trial.rehearsed()


def _values(one: Served) -> dict[str, str]:
    days = (one.from_on, one.to_on, one.access_granted_on)
    written = [day.isoformat() if day else "" for day in days]
    return dict(zip(NAMES, [str(one.listed_as), *written], strict=True))


def _form(agreement: str) -> Form:
    return Form(
        title=f"Who serves {agreement}",
        lede="To end a service, write the same worker and first day again with its last day. "
        "What is asked of whoever serves it follows from these days.",
        button="Record it",
        back=(agreement, url_for("lms.agreements.shown", agreement=agreement)),
        fields=FIELDS,
        shows=True,
    )


def _require(work: UnitOfWork, agreement: str) -> None:
    """Raise `NotFound` for an agreement that is not there."""
    descriptions_of(work.session, AgreementId(agreement))
