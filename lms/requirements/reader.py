"""From a requirements file (TOML) to requirements."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeGuard

from lms.kernel.ids import CourseId, RequirementId
from lms.kernel.sheets import Problem
from lms.requirements.model import Audience, Basis, Floor, Requirement

Check = tuple[Callable[[Any], bool], str]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COMMON_DATE = re.compile(r"(\d\d)-(\d\d)")
_LEAP_YEAR = 2024
OPEN_CYCLES = ("keep", "redate")


class Told(NamedTuple):
    """A requirement as a file tells it, and how a change of it is to be made.

    `effective_on` is None where the file names no day; `redates` where it does not say whether
    cycles that are open then are dated again.
    """

    requirement: Requirement
    effective_on: date | None = None
    redates: bool | None = None


def _whole(low: int, high: int) -> Check:
    return (
        lambda value: type(value) is int and low <= value <= high,
        f"a whole number from {low} to {high}",
    )


_CHECKS: dict[str, Check] = {
    "id": (
        lambda value: isinstance(value, str) and _NAME.fullmatch(value) is not None,
        'a short name in small letters, such as "part2-core-annual"',
    ),
    "course": (lambda value: isinstance(value, str) and bool(value), "the name of a course"),
    "audience": (
        lambda value: isinstance(value, dict) and _is_audience(value),
        '{ everyone = true }, { roles = ["…"] }, { teams = ["…"] } or { agreements = ["*"] }',
    ),
    "basis": (
        lambda value: value in list(Basis),
        'one of "law", "contract", "policy", "proposed"',
    ),
    "citation": (
        lambda value: isinstance(value, str) and bool(value.strip()),
        "where the requirement is written, such as “Training policy 4.2”",
    ),
    "from_on": (lambda value: type(value) is date, "a day, such as 2026-01-01 without quotes"),
    "cadence_months": _whole(1, 120),
    "window_days": _whole(0, 90),
    "keep_anniversary": (lambda value: isinstance(value, bool), "true or false"),
    "initial_days": _whole(0, 365),
    "return_days": _whole(0, 90),
    "fixed_dates": (
        lambda value: isinstance(value, list) and all(map(_is_common_date, value)),
        'a list of months and days, such as ["10-31"]',
    ),
    "align": (lambda value: isinstance(value, bool), "true or false"),
    "rule_floor": (
        lambda value: value is None or (isinstance(value, dict) and _is_floor(value)),
        '{ rule = "2024-final-rule", from_on = 2026-02-16, refresh_days = 60 }',
    ),
    "grace_days": _whole(0, 90),
    "until_on": (
        lambda value: value is None or type(value) is date,
        "the first day on which it is required no more, such as 2027-01-01 without quotes",
    ),
    "effective_on": (
        lambda value: value is None or type(value) is date,
        "the day from which a change applies, such as 2027-01-01 without quotes",
    ),
    "open_cycles": (
        lambda value: value is None or value in OPEN_CYCLES,
        '"keep" or "redate": what a change does to cycles that are open on its day',
    ),
}
_DEFAULTS: dict[str, Any] = {
    "window_days": 60,
    "keep_anniversary": True,
    "initial_days": 30,
    "return_days": 14,
    "fixed_dates": [],
    "align": False,
    "rule_floor": None,
    "grace_days": 0,
    "until_on": None,
    "effective_on": None,
    "open_cycles": None,
}


def read_requirements(content: bytes) -> tuple[list[Told], list[Problem]]:
    """Read a requirements file; a problem's row is the requirement's place in it, from 1."""
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return [], [Problem(1, "", "Save the file as UTF-8.")]
    except tomllib.TOMLDecodeError as error:
        return [], [Problem(1, "", f"The file is no TOML: {error}.")]
    entries = told.get("requirement")
    if not _is_tables(entries) or set(told) != {"requirement"}:
        return [], [Problem(1, "", "The file must hold [[requirement]] tables and nothing else.")]
    problems = [
        Problem(place, key, message)
        for place, entry in enumerate(entries, start=1)
        for key, message in _problems(entry)
    ]
    problems += _repeated(entries)
    if problems:
        return [], problems
    return [_told({**_DEFAULTS, **entry}) for entry in entries], []


def _problems(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in entry:
        if key not in _CHECKS:
            yield key, f"“{key}” is not known. Known are: {', '.join(_CHECKS)}."
    for key, (right, wanted) in _CHECKS.items():
        if key not in entry and key not in _DEFAULTS:
            yield key, f"“{key}” is missing. It must be {wanted}."
        elif key in entry and not right(entry[key]):
            yield key, f"“{key}” must be {wanted}."
    begins, ends = entry.get("from_on"), entry.get("until_on")
    if type(begins) is date and type(ends) is date and ends < begins:
        yield "until_on", f"It ends before it begins, on {begins}."


def _repeated(entries: list[dict[str, Any]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, entry in enumerate(entries, start=1):
        name = str(entry.get("id"))
        if name in seen:
            yield Problem(place, "id", f"“{name}” stands in the file already. Keep one.")
        seen.add(name)


def _is_tables(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_audience(value: dict[str, Any]) -> bool:
    if value == {"everyone": True}:
        return True
    named = [value.get("roles", []), value.get("teams", []), value.get("agreements", [])]
    return (
        bool(value)
        and set(value) <= {"roles", "teams", "agreements"}
        and all(isinstance(names, list) and all(map(_is_word, names)) for names in named)
        and any(named)
    )


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_common_date(value: object) -> bool:
    found = _COMMON_DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return False
    try:
        date(_LEAP_YEAR, int(found[1]), int(found[2]))
    except ValueError:
        return False
    return True


def _is_floor(value: dict[str, Any]) -> bool:
    return (
        set(value) == {"rule", "from_on", "refresh_days"}
        and _is_word(value["rule"])
        and type(value["from_on"]) is date
        and _CHECKS["initial_days"][0](value["refresh_days"])
    )


def _told(entry: dict[str, Any]) -> Told:
    chosen = entry["open_cycles"]
    redates = None if chosen is None else chosen == "redate"
    return Told(_requirement(entry), entry["effective_on"], redates)


def _requirement(entry: dict[str, Any]) -> Requirement:
    audience, floor = entry["audience"], entry["rule_floor"]
    return Requirement(
        id=RequirementId(entry["id"]),
        course=CourseId(entry["course"]),
        audience=Audience(
            everyone=audience.get("everyone", False),
            roles=tuple(audience.get("roles", ())),
            teams=tuple(audience.get("teams", ())),
            agreements=tuple(audience.get("agreements", ())),
        ),
        basis=Basis(entry["basis"]),
        citation=entry["citation"].strip(),
        from_on=entry["from_on"],
        cadence_months=entry["cadence_months"],
        window_days=entry["window_days"],
        keep_anniversary=entry["keep_anniversary"],
        initial_days=entry["initial_days"],
        return_days=entry["return_days"],
        fixed_dates=tuple(entry["fixed_dates"]),
        align=entry["align"],
        rule_floor=Floor(**floor) if floor else None,
        grace_days=entry["grace_days"],
        until_on=entry["until_on"],
    )
