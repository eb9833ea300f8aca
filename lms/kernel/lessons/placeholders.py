"""Values kept in one place and shown in many texts: `{law:name}` where the text shows one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lms.kernel.markdown import Document, Faulty

NO_VALUES: Final[Mapping[str, str]] = {}
_HOLE: Final = re.compile(r"\{law:(?P<name>[^{}\n]*)\}")
_BEGUN: Final = re.compile(r"\{law\b(?!:[^{}\n]*\})")


@dataclass(frozen=True)
class Filled:
    """A text with its values in place, and the names of those that it shows."""

    document: Document
    shows: frozenset[str]


def filled(document: Document, values: Mapping[str, str]) -> Filled:
    """Put values where a file's body asks for them, line by line as it stands.

    Raises `Faulty` for every name that is not known and every placeholder that is not closed.
    """
    faults = []
    shows: set[str] = set()
    lines = document.body.split("\n")
    for number, line in enumerate(lines):
        names = [found["name"] for found in _HOLE.finditer(line)]
        faults += [
            document.fault_in_body(number, f"“{{law:{name}}}” is not known. {_known(values)}")
            for name in names
            if name not in values
        ]
        if _BEGUN.search(line):
            told = "Write the name of a figure like this: {law:name}, on one line."
            faults.append(document.fault_in_body(number, told))
        shows.update(names)
        lines[number] = _HOLE.sub(lambda found: values.get(found["name"], ""), line)
    if faults:
        raise Faulty(*faults)
    return Filled(replace(document, body="\n".join(lines)), frozenset(shows))


def _known(values: Mapping[str, str]) -> str:
    if not values:
        return "There are no figures: write them into courses/law.toml."
    names = sorted(name for name in values if ":" not in name)
    return f"Known are: {', '.join(names)}."


def names_in(text: str) -> frozenset[str]:
    """Return the names of the values that a text asks for."""
    return frozenset(found["name"] for found in _HOLE.finditer(text))
