"""Content files: TOML front matter between +++ lines, then Markdown; and what is wrong in them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from lms.kernel.errors import InvalidContent

FENCE: Final = "+++"
LARGEST: Final = 200_000
"""Bytes of a content file at most: two hundred lessons' worth."""
LONGEST_RUN: Final = 200
DEEPEST: Final = 20
MOST_LINES: Final = 10_000
_RUN: Final = re.compile(r"([\[\]>*_`~|(){}<!&\\#+=:-])\1{" + str(LONGEST_RUN) + r",}")
_CROWD: Final = re.compile(r"[\[`*_<&]")
MOST_MARKS: Final = 4_000
"""Brackets, stars and the like in one file at most: with more, parsing takes seconds."""
_TOML_LINE: Final = re.compile(r"at line (\d+)")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in a content file, and what to do about it."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.path}, line {self.line}: {self.reason}"


class Faulty(InvalidContent):
    """A content file cannot be used; `faults` names everything found so far."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Key:
    """What a front-matter key must hold: its type, in words, and its default if it has one."""

    kind: type
    words: str
    default: Any = ...
    low: int = 0


@dataclass(frozen=True)
class Document:
    """A content file, read but not yet understood. `body_line` is the line its body begins on."""

    path: str
    front: dict[str, Any]
    body: str
    body_line: int
    front_text: str

    def fault(self, line: int, reason: str) -> Fault:
        """Name a fault of this file."""
        return Fault(self.path, line, reason)

    def line_of(self, key: str) -> int:
        """Return the line of a front-matter key; that of the opening fence if it is missing."""
        for number, line in enumerate(self.front_text.splitlines(), start=2):
            if re.match(rf'\s*\[?"?{re.escape(key)}\b', line):
                return number
        return 1

    def values(self, keys: Mapping[str, Key]) -> dict[str, Any]:
        """Return the front matter with its defaults; raise `Faulty` for everything wrong in it."""
        faults = tuple(self._faults(keys))
        if faults:
            raise Faulty(*faults)
        return {
            name: self.front.get(name, None if key.default is ... else key.default)
            for name, key in keys.items()
        }

    def _faults(self, keys: Mapping[str, Key]) -> Iterator[Fault]:
        for name in self.front:
            if name not in keys:
                known = ", ".join(keys)
                yield self.fault(self.line_of(name), f"“{name}” is not known. Known are: {known}.")
        for name, key in keys.items():
            if name not in self.front:
                if key.default is ...:
                    yield self.fault(1, f"The front matter lacks “{name}”: {key.words}.")
            elif not _holds(self.front[name], key):
                yield self.fault(self.line_of(name), f"“{name}” must be {key.words}.")


def read_document(root: Path, path: Path) -> Document:
    """Read one content file of a root; raise `Faulty` with file, line and reason."""
    shown = path.relative_to(root).as_posix()
    text = _text(shown, path)
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise Faulty(Fault(shown, 1, "The file must begin with a +++ line."))
    try:
        end = next(at for at, line in enumerate(lines[1:], start=1) if line.strip() == FENCE)
    except StopIteration:
        told = "The front matter has no closing +++ line."
        raise Faulty(Fault(shown, len(lines), told)) from None
    front_text = "\n".join(lines[1:end])
    front = _front(shown, front_text, end)
    return Document(shown, front, "\n".join(lines[end + 1 :]), end + 2, front_text)


def _front(shown: str, text: str, last_line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text + "\n")
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) + 1 if found else last_line
        raise Faulty(Fault(shown, line, f"The front matter is no TOML: {error}.")) from None
    except RecursionError:
        raise Faulty(Fault(shown, 1, "The front matter is nested too deep.")) from None


def _text(shown: str, path: Path) -> str:
    content = path.read_bytes()
    if len(content) > LARGEST:
        told = f"The file has {len(content)} bytes; {LARGEST} are the most. Split it."
        raise Faulty(Fault(shown, 1, told))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Faulty(
            Fault(shown, line, "This line is not UTF-8. Save the file as UTF-8.")
        ) from None
    text = text.replace("\r\n", "\n")
    _refuse_bombs(shown, text)
    return text


def _refuse_bombs(shown: str, text: str) -> None:
    """Refuse what would keep a Markdown parser busy: nobody writes such a lesson."""
    lines = text.count("\n") + 1
    if lines > MOST_LINES:
        told = f"The file has {lines} lines; {MOST_LINES} are the most. Split it."
        raise Faulty(Fault(shown, 1, told))
    run = _RUN.search(text)
    if run:
        line = text.count("\n", 0, run.start()) + 1
        told = f"“{run[1]}” stands here more than {LONGEST_RUN} times in a row."
        raise Faulty(Fault(shown, line, told))
    marks = sum(1 for _ in _CROWD.finditer(text))
    if marks > MOST_MARKS:
        told = f"The file has {marks} brackets, stars and backticks; {MOST_MARKS} are the most."
        raise Faulty(Fault(shown, 1, told))
    for number, words in enumerate(text.split("\n"), start=1):
        quotes = words.replace(" ", "")
        depth = len(quotes) - len(quotes.lstrip(">"))
        indent = (len(words) - len(words.lstrip())) // 2
        if max(depth, indent) > DEEPEST:
            told = f"This line is nested more than {DEEPEST} deep."
            raise Faulty(Fault(shown, number, told))


def _holds(value: object, key: Key) -> bool:
    if key.kind is int:
        return type(value) is int and value >= key.low
    if key.kind is date:
        return type(value) is date
    if key.kind is list:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if key.kind is str:
        optional = key.default == ""
        return isinstance(value, str) and (optional or value.strip() != "")
    return isinstance(value, key.kind)
