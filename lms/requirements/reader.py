"""From a requirements file (TOML) to requirements."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeGuard

from lms.kernel.ids import CourseId, RequirementId
from lms.kernel.sheets import Problem
from lms.requirements.model import Audience, Basis, Requirement

Check = tuple[Callable[[Any], bool], str]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
        '{ everyone = true }, { roles = ["…"] } or { teams = ["…"] }',
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
}
_DEFAULTS: dict[str, Any] = {
    "window_days": 60,
    "keep_anniversary": True,
    "initial_days": 30,
    "return_days": 14,
}
_DAYS_PER_MONTH = 28
_NOT_YET = {"fixed_dates": [], "align": False}
"""Keys of the format that this version cannot keep yet, and the value that asks nothing."""


def read_requirements(content: bytes) -> tuple[list[Requirement], list[Problem]]:
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
    return [_requirement({**_DEFAULTS, **entry}) for entry in entries], []


def _problems(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in entry:
        if key in _NOT_YET:
            if entry[key] != _NOT_YET[key]:
                yield key, f"“{key}” cannot be kept yet by this version. Leave it out."
        elif key == "rule_floor":
            yield key, "“rule_floor” cannot be kept yet by this version. Leave it out."
        elif key not in _CHECKS:
            yield key, f"“{key}” is not known. Known are: {', '.join(_CHECKS)}."
    for key, (right, wanted) in _CHECKS.items():
        if key not in entry and key not in _DEFAULTS:
            yield key, f"“{key}” is missing. It must be {wanted}."
        elif key in entry and not right(entry[key]):
            yield key, f"“{key}” must be {wanted}."
    cadence, window = entry.get("cadence_months", 0), entry.get("window_days", 60)
    sound = _CHECKS["cadence_months"][0](cadence) and _CHECKS["window_days"][0](window)
    if sound and window * 2 >= cadence * _DAYS_PER_MONTH:
        yield "window_days", "The renewal window must be shorter than half the cadence."


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
    named = [value.get("roles", []), value.get("teams", [])]
    return (
        bool(value)
        and set(value) <= {"roles", "teams"}
        and all(isinstance(names, list) and all(map(_is_word, names)) for names in named)
        and any(named)
    )


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _requirement(entry: dict[str, Any]) -> Requirement:
    audience = entry["audience"]
    return Requirement(
        id=RequirementId(entry["id"]),
        course=CourseId(entry["course"]),
        audience=Audience(
            everyone=audience.get("everyone", False),
            roles=tuple(audience.get("roles", ())),
            teams=tuple(audience.get("teams", ())),
        ),
        basis=Basis(entry["basis"]),
        citation=entry["citation"].strip(),
        from_on=entry["from_on"],
        cadence_months=entry["cadence_months"],
        window_days=entry["window_days"],
        keep_anniversary=entry["keep_anniversary"],
        initial_days=entry["initial_days"],
        return_days=entry["return_days"],
    )
