"""One person's page: how they stand and why, every day accounted for, and all that is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template, request

from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.answers import CAUSES
from lms.pages.host import actor, allow_signed_in, looking
from lms.pages.officer.filled import Filled
from lms.pages.officer.history import HistoryRow, history_rows
from lms.pages.officer.picture import Picture, picture
from lms.pages.officer.sight import require_sight, what_may
from lms.pages.officer.told import answer_of, kind_of, lede_of, state_of
from lms.reports.access.choices import choices
from lms.reports.agreement.retraining import retraining_of
from lms.reports.officer.person import Person, Stands, person
from lms.reports.officer.recorded import Recorded, recorded
from lms.standing.civil import civil_day, day_ends_at

pages = Blueprint("person", __name__)
DONE: Mapping[str, str] = {
    "extend": "More time is recorded. The anniversary did not move.",
    "leave": "The leave is recorded.",
    "exempt": "The exemption is recorded. It ends by itself.",
    "training": "The training is recorded. It counts from its own day.",
    "merge": "The two ids count as one person from now on.",
    "correct": "It is withdrawn, and stays to be seen below.",
}
"""What was just done, as the page says it once."""


@dataclass(frozen=True)
class Asked:
    """As of which day the page tells, and up to which day records are taken as known."""

    form: Filled
    day: date
    today: date
    known_at: date | None
    before: datetime | None


@dataclass(frozen=True)
class Sheet:
    """One requirement as the page shows it."""

    stands: Stands
    kind: str
    state: str
    drawn: Picture


@pages.get("/people/<path:worker>")
@allow_signed_in
def shown(worker: str) -> tuple[str, int]:
    """Show one person of those one may see."""
    require_sight(actor())
    number = WorkerId(worker)
    with looking() as work:
        asked = _asked(work)
        found = person(work.session, work.actor.scope, number, asked.day, asked.before)
        told = recorded(work.session, found.ids, asked.before)
        again = retraining_of(work.session, found.ids, asked.day, asked.before)
        titles = choices(work.session, work.actor.scope).requirements
    page = render_template(
        "lms/people/person.html",
        person=found,
        asked=asked,
        answer=answer_of(found),
        lede=lede_of(found),
        sheets=[_sheet(one, found, asked.day) for one in found.stands],
        history=_history(found, told, titles, number),
        may=what_may(actor(), worker),
        again=again,
        causes=CAUSES,
        done=DONE.get(request.args.get("done", ""), ""),
        corrects=request.args.get("corrects", ""),
        words=words,
    )
    return page, 422 if asked.form.wrong else 200


def _asked(work: UnitOfWork) -> Asked:
    zone = work.organization.time_zone
    today = civil_day(work.now, zone)
    form = Filled.of(request.args, ("as_of", "known_at"))
    day, known_at = form.day("as_of"), form.day("known_at")
    before = None if known_at is None else day_ends_at(known_at, zone)
    return Asked(form, day or today, today, known_at, before)


def _sheet(one: Stands, found: Person, day: date) -> Sheet:
    return Sheet(one, kind_of(one), state_of(one), picture(one, found.worker.name, day))


def _history(
    found: Person,
    told: tuple[Recorded, ...],
    titles: Mapping[RequirementId, str],
    worker: WorkerId,
) -> list[HistoryRow]:
    named = {str(one.requirement.course): one.title for one in found.stands}
    named |= {str(name): title for name, title in titles.items()}
    return history_rows(told, named, found.worker.time_zone, worker)
