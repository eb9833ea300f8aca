"""The form of one requirement: from its terms to what is typed, and back."""

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from lms.pages.officer.filled import Filled
from lms.requirements.model import Requirement
from lms.requirements.reader import Told, entry_faults, told_of

MANY = ("roles", "teams")
"""Fields of which several may be ticked; they are kept one a line."""
WORDS = ("id", "course", "audience", "agreements", "basis", "citation", "open_cycles")
DAYS = ("from_on", "until_on", "effective_on")
NUMBERS = ("cadence_months", "window_days", "initial_days", "return_days", "grace_days")
SWITCHES = ("keep_anniversary", "align")
OTHERS = ("fixed_dates", "floor_rule", "floor_from_on", "floor_refresh_days")
FIELDS = (*WORDS, *DAYS, *NUMBERS, *SWITCHES, *OTHERS)
CALLED = {"rule_floor": "floor_rule"}
"""What the form calls a field of the requirement, if it calls it otherwise."""


def filled_from(sent: MultiDict[str, str]) -> Filled:
    """Take what was sent."""
    form = Filled.of(sent, FIELDS)
    for name in MANY:
        form.values[name] = "\n".join(filter(None, sent.getlist(name)))
    return form


def filled_of(asked: Requirement) -> Filled:
    """Fill the form in with a requirement as it stands."""
    floor, audience = asked.rule_floor, asked.audience
    numbers = {name: str(getattr(asked, name)) for name in NUMBERS}
    return Filled(
        {
            **numbers,
            "id": asked.id,
            "course": asked.course,
            "audience": "everyone" if audience.everyone else "some",
            "roles": "\n".join(audience.roles),
            "teams": "\n".join(audience.teams),
            "agreements": ", ".join(audience.agreements),
            "basis": asked.basis.value,
            "citation": asked.citation,
            "open_cycles": "",
            "from_on": asked.from_on.isoformat(),
            "until_on": asked.until_on.isoformat() if asked.until_on else "",
            "effective_on": "",
            "keep_anniversary": "yes" if asked.keep_anniversary else "no",
            "align": "yes" if asked.align else "no",
            "fixed_dates": ", ".join(asked.fixed_dates),
            "floor_rule": floor.rule if floor else "",
            "floor_from_on": floor.from_on.isoformat() if floor else "",
            "floor_refresh_days": str(floor.refresh_days) if floor else "",
        }
    )


def told_by(form: Filled) -> Told | None:
    """Return the requirement that the form tells; None, with the problems at their fields."""
    entry = dict(_entry(form))
    form.refused(
        (one for one in entry_faults(entry) if _field(one.field) not in form.problems), CALLED
    )
    return None if form.wrong else told_of(entry)


def _field(name: str) -> str:
    return CALLED.get(name, name)


def _entry(form: Filled) -> Iterator[tuple[str, Any]]:
    """Yield what a file would say for what the form says."""
    for name in ("id", "course", "basis", "citation"):
        yield name, form.text(name)
    yield "audience", _audience(form)
    if form.text("open_cycles"):
        yield "open_cycles", form.text("open_cycles")
    for name in DAYS:
        yield name, form.day(name)
    for name in NUMBERS:
        if form.text(name) or name == "cadence_months":
            yield name, form.number(name)
    for name in SWITCHES:
        yield name, form.text(name) == "yes"
    yield "fixed_dates", _listed(form.text("fixed_dates"))
    yield "rule_floor", _floor(form)


def _audience(form: Filled) -> dict[str, Any]:
    if form.text("audience") == "everyone":
        return {"everyone": True}
    named = {name: form.text(name).split("\n") for name in MANY if form.text(name)}
    agreements = _listed(form.text("agreements"))
    told = {**named, "agreements": agreements} if agreements else named
    if not told:
        form.problems["audience"] = "Choose everybody, or at least one role, team or agreement."
    return told


def _floor(form: Filled) -> dict[str, Any] | None:
    rule, from_on = form.text("floor_rule"), form.day("floor_from_on")
    days = form.number("floor_refresh_days")
    if not (rule or from_on or days):
        return None
    return {"rule": rule, "from_on": from_on, "refresh_days": 60 if days is None else days}


def _listed(typed: str) -> list[str]:
    return [one.strip() for one in typed.split(",") if one.strip()]
