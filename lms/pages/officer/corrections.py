"""What was recorded in error is withdrawn, with a reason; and a merge is undone."""

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId
from lms.pages import words
from lms.pages.host import actor, allow, looking
from lms.pages.officer.changes import change_rows, effect_words
from lms.pages.officer.filled import Filled
from lms.pages.officer.history import CORRECTABLE, HistoryRow, history_rows
from lms.pages.officer.rehearsal import Trial, Tried, everyone
from lms.reports.access.choices import choices
from lms.reports.officer.person import Person, person
from lms.reports.officer.recorded import Recorded, recorded
from lms.standing.civil import civil_day

pages = Blueprint("corrections", __name__)
PLACE = f"/people/<path:worker>/correct/<any({', '.join(What)}):what>/<uuid:fact>"
NAMES = ("reason", "document", "approved_by")


@pages.get(PLACE)
@allow(Permission.DECIDE)
def form(worker: str, what: str, fact: UUID) -> str:
    """Show what is to be withdrawn, and what will come of it."""
    found, wrong, today = _about(worker, fact)
    filled = Filled({"reason": "", "document": "", "approved_by": actor().worker or ""})
    # Nobody has said why yet, nor perhaps who approves; the effect is the same whoever does.
    stands_in = actor().worker or found.worker.manager
    tried = Correction(what=What(what), fact=fact, approved_by=stands_in, reason="-")
    return _page(found, wrong, filled, _trial(found, tried, Filled({}), today).rehearsed())


@pages.post(PLACE)
@allow(Permission.DECIDE)
def send(worker: str, what: str, fact: UUID) -> Response | tuple[str, int]:
    """Withdraw it if its effect is the one that was shown."""
    found, wrong, today = _about(worker, fact)
    filled = Filled.of(request.form, NAMES)
    correction = Correction(
        what=What(what),
        fact=fact,
        approved_by=WorkerId(filled.text("approved_by")) or None,
        reason=filled.text("reason"),
        document=filled.text("document"),
    )
    trial = _trial(found, correction, filled, today)
    shown = request.form.get("shown")
    tried = trial.done(shown) if shown else trial.rehearsed()
    if tried.done:
        corrects = fact if what == What.COMPLETION else None
        there = url_for("lms.person.shown", worker=worker, done="correct", corrects=corrects)
        return redirect(there, 303)
    return _page(found, wrong, filled, tried), tried.status


def _trial(found: Person, correction: Correction, filled: Filled, today: date) -> Trial:
    return Trial(lambda work: withdraw_fact(work, correction), filled, today, everyone(found.ids))


def _about(worker: str, fact: UUID) -> tuple[Person, Recorded, date]:
    with looking() as work:
        house = civil_day(work.now, work.organization.time_zone)
        found = person(work.session, work.actor.scope, WorkerId(worker), house)
        today = civil_day(work.now, found.worker.time_zone)
        told = recorded(work.session, found.ids)
    wrong = next((one for one in told if one.id == fact and one.what in CORRECTABLE), None)
    if wrong is None:
        raise NotFound("There is no such record.")
    return found, wrong, today


def _page(found: Person, wrong: Recorded, filled: Filled, tried: Tried) -> str:
    with looking() as work:
        titles = choices(work.session, work.actor.scope).requirements
    named = {str(name): title for name, title in titles.items()}
    [row] = history_rows((wrong,), named, found.worker.time_zone, found.worker.id)
    effect = tried.effect
    return render_template(
        "lms/people/correct.html",
        person=found,
        title=_title(row, found),
        row=row,
        filled=filled,
        effect=effect,
        said="" if effect is None else effect_words(effect),
        rows=[] if effect is None else change_rows(effect.changes, titles),
        changed=tried.changed,
        words=words,
    )


def _title(row: HistoryRow, found: Person) -> str:
    if row.correct == What.MERGE:
        return "Undo this merge"
    return f"Withdraw a record of {found.worker.name}"
