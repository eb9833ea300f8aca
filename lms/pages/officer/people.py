"""The list of people: found by name, id, team or employment, a page at a time."""

from flask import Blueprint, render_template, request

from lms.kernel.access import EVERYONE
from lms.pages import words
from lms.pages.host import actor, allow_signed_in, looking
from lms.pages.officer.sight import require_sight
from lms.reports.access.choices import choices
from lms.reports.officer.people import PeoplePage, Place, Sought, people
from lms.standing.civil import civil_day

pages = Blueprint("people", __name__)
EMPLOYED = {"": True, "left": False, "all": None}
"""What the address says of employment, and what is asked then."""
CHOICES = (("", "Employed here now"), ("left", "No longer, or not yet"), ("all", "Everybody"))


@pages.get("/people/")
@allow_signed_in
def listed() -> str:
    """Show who is found among those one may see."""
    require_sight(actor())
    asked = {name: request.args.get(name, "").strip()[:200] for name in ("q", "team", "here")}
    with looking() as work:
        today = civil_day(work.now, work.organization.time_zone)
        known = choices(work.session, work.actor.scope)
        sought = Sought(
            scope=work.actor.scope,
            day=today,
            words=asked["q"],
            team=asked["team"] or None,
            employed=EMPLOYED.get(asked["here"], True),
        )
        after = _place(request.args.get("after", ""))
        found = people(work.session, sought, after)
    return render_template(
        "lms/people/people.html",
        asked=asked,
        found=found,
        answer=_answer(found, sought),
        lede=_lede(sought),
        today=today,
        teams=[("", "All teams"), *((team, team) for team in known.teams)],
        employed=CHOICES,
        address={name: value for name, value in asked.items() if value},
        after="" if found.after is None else f"{found.after.worker_id}\n{found.after.name}",
        first=after is None,
        words=words,
    )


def _place(after: str) -> Place | None:
    worker, _, name = after.partition("\n")
    return Place(name, worker) if after else None


def _answer(found: PeoplePage, sought: Sought) -> str:
    if not found.found:
        narrowed = sought.words or sought.team or sought.employed is not True
        return "Nobody is found." if narrowed else "There is nobody here yet."
    people = "person is" if found.found == 1 else "people are"
    if sought.employed is True:
        return f"{found.found:,} {people} employed{' and found' if sought.words else ''}."
    return f"{found.found:,} {people} found."


def _lede(sought: Sought) -> str:
    if sought.scope == EVERYONE:
        return "Open a name to see every date with its reason, and everything recorded."
    return "These are the people who report to you. Open a name to see every date."
