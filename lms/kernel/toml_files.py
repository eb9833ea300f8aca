"""Content files that are TOML alone: their tables, and what is wrong in them, by line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lms.kernel.markdown import Fault, Faulty, Key, text_of

Place = tuple[str | int, ...]
"""Where something stands: names of tables and keys, and numbers in lists of tables."""
_HEADER: Final = re.compile(r"\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY: Final = re.compile(r'\s*"?([\w-]+)"?\s*=')
_TOML_LINE: Final = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Table:
    """One table of a file: what it holds, and where each of its keys stands."""

    path: str
    place: Place
    values: dict[str, Any]
    lines: Mapping[Place, int]

    def fault(self, key: str, reason: str) -> Fault:
        """Name a fault of a key, or of the table as a whole where the key is missing."""
        return Fault(self.path, self.lines.get((*self.place, key), self.line), reason)

    @property
    def line(self) -> int:
        """The line on which the table begins."""
        return self.lines.get(self.place, 1)

    def tables(self, name: str) -> tuple["Table", ...]:
        """Return the tables of a list; none if it is missing or no list of tables."""
        listed = self.values.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            return ()
        return tuple(
            Table(self.path, (*self.place, name, at), one, self.lines)
            for at, one in enumerate(listed)
        )

    def table(self, name: str) -> "Table":
        """Return a table by its name, empty if it is missing or no table."""
        held = self.values.get(name)
        values = held if isinstance(held, dict) else {}
        return Table(self.path, (*self.place, name), values, self.lines)

    def taken(self, keys: Mapping[str, Key], faults: list[Fault]) -> dict[str, Any]:
        """Return what the keys hold, with their defaults; keep what is wrong with them."""
        faults += self._faults(keys)
        return {
            name: self.values[name] if key.takes(self.values.get(name)) else key.default
            for name, key in keys.items()
        }

    def _faults(self, keys: Mapping[str, Key]) -> Iterator[Fault]:
        for name in self.values:
            if name not in keys:
                known = ", ".join(keys)
                yield self.fault(name, f"“{name}” is not known here. Known are: {known}.")
        for name, key in keys.items():
            if name not in self.values:
                if key.default is ...:
                    yield self.fault(name, f"“{name}” is missing here: {key.words}.")
            elif not key.takes(self.values[name]):
                yield self.fault(name, f"“{name}” must be {key.words}.")


def read_toml(root: Path, path: Path) -> Table:
    """Read one TOML file of a content root; raise `Faulty` with file, line and reason."""
    shown = path.relative_to(root).as_posix()
    text = text_of(shown, root, path)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise Faulty(Fault(shown, 1, "The file is nested too deep.")) from None
    except ValueError as error:  # tomllib's own, and Python's for a number of endless digits
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Faulty(Fault(shown, line, f"The file is no TOML: {error}.")) from None
    return Table(shown, (), values, _lines_of(text))


def _lines_of(text: str) -> dict[Place, int]:
    """Find where tables and keys are written; the parser itself does not tell."""
    found: dict[Place, int] = {}
    counted: dict[Place, int] = {}
    here: Place = ()
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            here = _place_of(header[2].split("."), counted, listed=header[1] == "[[")
            found.setdefault(here, number)
        elif key:
            found.setdefault((*here, key[1]), number)
    return found


def _place_of(names: list[str], counted: dict[Place, int], *, listed: bool) -> Place:
    place: Place = ()
    for at, name in enumerate(names, start=1):
        place = (*place, name)
        if listed and at == len(names):
            counted[place] = counted.get(place, -1) + 1
        if place in counted:
            place = (*place, counted[place])
    return place
