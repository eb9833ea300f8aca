"""From `courses/law.toml` to the law as it is taught."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from lms.courses.citations import is_citation, is_section
from lms.courses.law import Fact, Figure, Footing, Law, Nature, long_day
from lms.kernel.ids import FACT_ID, FactId
from lms.kernel.markdown import LARGEST, Fault, Faulty, Key, bytes_of

LAW: Final = "courses/law.toml"
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINE: Final = re.compile(r"at line (\d+)")
_TABLES: Final = ("coverage", "wording", "figures", "facts")
_CITES: Final = Key(list, 'a list of citations, such as ["42 CFR 2.31(a)"]', ())
_COVERAGE: Final = {"sections": Key(list, 'a list of sections, such as ["42 CFR 2.31"]')}
_WORDING: Final = {
    "highest_grade": Key(int, "a school grade, such as 9", 0, high=20),
    "hedges": Key(list, 'a list of words, such as ["as we read it"]', ()),
    "plain": Key(list, 'a list of words, such as ["confidentiality"]', ()),
}
_FACT: Final = {
    "status": Key(str, f"one of {', '.join(Footing)}"),
    "cites": _CITES,
    "says": Key(str, "the fact in a sentence"),
    "open": Key(str, "what of it is not sure", ""),
    "source": Key(str, "who says so", ""),
    "read_on": Key(date, "the day of the source, such as 2026-02-26 without quotes", None),
}
_FIGURE: Final = {
    "title": Key(str, "what the figure is, in a few words"),
    "nature": Key(str, f"one of {', '.join(Nature)}"),
    "value": Key(object, "what texts show, in quotes; or a day without quotes"),
    "as_of": Key(date, "the day as of which it holds, such as 2026-01-28 without quotes"),
    "source": Key(str, "where it stands"),
    "cites": _CITES,
}
_Table = Mapping[str, Any]


def read_law(root: Path) -> Law | None:
    """Read the law of a content root; None where it keeps none.

    Raises `Faulty` with everything that is wrong in it.
    """
    path = root / LAW
    if not path.exists():
        return None
    text = _text(root, path)
    told = _parsed(text)
    faults = sorted(Fault(LAW, _line_of(text, place), why) for place, why in _problems(told))
    if faults:
        raise Faulty(*faults)
    wording = _with_defaults(told.get("wording", {}), _WORDING)
    return Law(
        facts={FactId(id): _fact(id, one) for id, one in told.get("facts", {}).items()},  # noqa: A001 - it is an id
        figures={name: _figure(name, one) for name, one in told.get("figures", {}).items()},
        sections=tuple(told.get("coverage", {}).get("sections", ())),
        hedges=tuple(wording["hedges"]),
        plain=tuple(wording["plain"]),
        highest_grade=wording["highest_grade"],
    )


def _text(root: Path, path: Path) -> str:
    try:
        return bytes_of(root, path, LARGEST).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Faulty(Fault(LAW, 1, "The file is not UTF-8. Save it as UTF-8.")) from None
    except ValueError as error:
        raise Faulty(Fault(LAW, 1, str(error))) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Faulty(Fault(LAW, 1, "The file is nested too deep.")) from None
    except ValueError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else 1
        raise Faulty(Fault(LAW, line, f"The file is no TOML: {error}.")) from None


def _problems(told: _Table) -> Iterator[tuple[str, str]]:
    """Find what is wrong: the table it stands in, and why."""
    for name, held in told.items():
        if name not in _TABLES:
            yield name, f"“{name}” is not known. Known are: {', '.join(_TABLES)}."
        elif not isinstance(held, dict):
            yield name, f"“{name}” must be a table: [{name}]."
    for name, keys in (("coverage", _COVERAGE), ("wording", _WORDING)):
        if isinstance(told.get(name), dict):
            yield from ((name, why) for why in _unfit(told[name], keys))
    for section in _listed(told, "coverage", "sections"):
        if not is_section(section):
            yield "coverage", f"“{section}” is no section. Write it like 42 CFR 2.31."
    yield from _problems_of_each(told, "facts", _FACT)
    yield from _problems_of_each(told, "figures", _FIGURE)


def _problems_of_each(
    told: _Table, kind: str, keys: Mapping[str, Key]
) -> Iterator[tuple[str, str]]:
    held = told.get(kind, {})
    for name, one in held.items() if isinstance(held, dict) else ():
        place = f"{kind}.{name}"
        if not isinstance(one, dict):
            yield place, f"“{name}” must be a table: [{place}]."
            continue
        unfit = list(_unfit(one, keys)) or list(_senseless(kind, name, one))
        yield from ((place, why) for why in unfit)


def _unfit(told: _Table, keys: Mapping[str, Key]) -> Iterator[str]:
    for name in told:
        if name not in keys:
            yield f"“{name}” is not known. Known are: {', '.join(keys)}."
    for name, key in keys.items():
        if name not in told and key.default is ...:
            yield f"“{name}” is missing: {key.words}."
        elif name in told and not key.takes(told[name]):
            yield f"“{name}” must be {key.words}."


def _senseless(kind: str, name: str, told: _Table) -> Iterator[str]:
    for cited in told.get("cites", ()):
        if not is_citation(cited):
            yield f"“{cited}” is no citation. Write it like 42 CFR 2.31(a)(4)(i)."
    if kind == "facts":
        yield from _senseless_fact(name, told)
        return
    if not _NAME.fullmatch(name):
        yield f"“{name}” must be small letters and hyphens, such as penalty-cap."
    if told["nature"] not in list(Nature):
        yield f"“nature” must be {_FIGURE['nature'].words}."
    elif (told["nature"] == Nature.DAY) != (type(told["value"]) is date):
        yield "“value” must be a day without quotes where “nature” is day, and words elsewhere."
    elif not told["value"] or type(told["value"]) not in {date, str}:
        yield f"“value” must be {_FIGURE['value'].words}."


def _senseless_fact(name: str, told: _Table) -> Iterator[str]:
    if not FACT_ID.fullmatch(name):
        yield f"“{name}” is no number of a fact. Write it like CON-03."
    if told["status"] not in list(Footing):
        yield f"“status” must be {_FACT['status'].words}."
    if told["status"] == Footing.SECOND_HAND and not (told.get("source") and told.get("read_on")):
        yield "What is known at second hand needs its source and the day of it: read_on."


def _listed(told: _Table, table: str, key: str) -> tuple[str, ...]:
    held = told.get(table)
    found = held.get(key, ()) if isinstance(held, dict) else ()
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _with_defaults(told: _Table, keys: Mapping[str, Key]) -> dict[str, Any]:
    return {name: told.get(name, key.default) for name, key in keys.items()}


def _fact(number: str, told: _Table) -> Fact:
    values = _with_defaults(told, _FACT)
    footing = Footing(values.pop("status"))
    return Fact(FactId(number), footing, **{**values, "cites": tuple(values["cites"])})


def _figure(name: str, told: _Table) -> Figure:
    value = told["value"]
    return Figure(
        name=name,
        title=told["title"],
        nature=Nature(told["nature"]),
        value=long_day(value) if isinstance(value, date) else value,
        as_of=told["as_of"],
        source=told["source"],
        cites=tuple(told.get("cites", ())),
    )


def _line_of(text: str, table: str) -> int:
    head = re.compile(rf"\[{re.escape(table)}\]|{re.escape(table)}\s*=")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if head.match(line.strip())), 1)
