"""The manager's page: who is late, who is away, what comes, and the late rows to take away."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, render_template, request

from lms.kernel.access import EVERYONE, Actor, Permission
from lms.kernel.errors import Refused
from lms.kernel.intake.cells import read_day
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.downloads import download
from lms.pages.host import actor, allow_signed_in, host, looking
from lms.pages.narrowing import narrowed
from lms.pages.officer.told import late_by
from lms.reports.asking import Question
from lms.reports.ledger.reached import ledger_head
from lms.reports.listed.team_counts import TeamCount, team_counts
from lms.reports.overdue_page import OverduePage, Place, overdue_page
from lms.reports.taking import KINDS, Form

pages = Blueprint("team", __name__)
MOST_COUNTED: Final = 256
"""How many answers a process keeps at most."""


@pages.get("/team/")
@allow_signed_in
def overdue() -> tuple[str, int]:
    """Show who is late among those one may see, a page at a time."""
    _require_sight(actor())
    with looking() as work:
        asked = narrowed(work)
        after = _place(request.args.get("after", ""))
        found = overdue_page(work.session, asked.question, after, _counted(work, asked.question))
    page = render_template(
        "lms/team/overdue.html",
        asked=asked,
        found=found,
        answer=_answer(found, everyone=asked.question.scope == EVERYONE),
        whose=_whose(asked.question),
        lede=_lede(found, asked.question),
        status=_status(found),
        late_by=lambda line: late_by(
            line.days_late, asked.choices.grace_days.get(line.requirement, 0)
        ),
        shown=_shown(found, after),
        after=None if found.after is None else _written(found.after),
        first=after is None,
        bars=[(team.team or "No team", team.late, team.people) for team in found.teams],
        words=words,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if asked.problems else HTTPStatus.OK


@pages.get("/team/overdue.csv")
@allow_signed_in
def overdue_file() -> Response:
    """Send the rows of the page, all of them, as CSV."""
    _require_sight(actor())
    with looking() as work:
        question = narrowed(work).sound
    return download(KINDS["overdue"], question, Form.CSV)


def _counted(work: UnitOfWork, question: Question) -> tuple[TeamCount, ...]:
    """Count, or take the counts of the same question at the same head of the ledger.

    Whatever could change them adds an entry to it.
    """
    kept, key = host().counted, (ledger_head(work.session), question)
    counts: tuple[TeamCount, ...] | None = kept.get(key)
    if counts is None:
        counts = team_counts(work.session, question)
        if len(kept) >= MOST_COUNTED:
            kept.clear()
        kept[key] = counts
    return counts


def _require_sight(somebody: Actor) -> None:
    if not somebody.may(Permission.SEE_EVERYONE):
        somebody.require(Permission.SEE_TEAM)


def _whose(question: Question) -> str:
    if question.team is not None:
        return question.team
    return "Everybody" if question.scope == EVERYONE else "Everybody who reports to you"


def _answer(found: OverduePage, *, everyone: bool) -> str:
    if not found.people:
        return "Nobody is employed here." if everyone else "Nobody reports to you here."
    if not found.late:
        return "Nobody is late."
    people = "person" if found.people == 1 else "people"
    verb = "is" if found.late == 1 else "are"
    return f"{found.late} of {found.people} {people} {verb} late."


def _lede(found: OverduePage, question: Question) -> str:
    if not found.people:
        return "There is nobody to be trained, so there is nothing to show."
    teams = sum(team.late > 0 for team in found.teams)
    if question.looks_back:
        return f"That is how it stood on {words.full_day(question.as_of)}."
    if not teams:
        return f"That is {words.counted(found.people, 'worker')}, as of today."
    where = f"{words.number_word(teams)} of {words.number_word(len(found.teams))} teams"
    where = "one team" if len(found.teams) == 1 else where
    return f"They are in {where}. Each row says since when, and why that day."


def _status(found: OverduePage) -> str:
    if not found.late:
        return "Nobody is late." if found.people else ""
    late = "person is late" if found.late == 1 else "people are late"
    rows = words.counted(found.rows, "row")
    return f"{words.capitalised(words.number_word(found.late))} {late}, in {rows}."


def _shown(found: OverduePage, after: Place | None) -> str:
    if found.after is None and after is None:
        return ""
    which = "The first" if after is None else "The next"
    return f"{which} {len(found.lines)} of {words.counted(found.rows, 'row')}"


def _written(place: Place) -> str:
    # The worker's number comes last: it may hold any sign.
    return f"{place.act_by.isoformat()}/{place.requirement}/{place.worker_id}"


def _place(after: str) -> Place | None:
    if not after:
        return None
    day, _, rest = after.partition("/")
    requirement, _, worker = rest.partition("/")
    try:
        return Place(read_day(day), worker, requirement)
    except ValueError:
        raise Refused("This page is not known. Open the team page and go on from there.") from None
