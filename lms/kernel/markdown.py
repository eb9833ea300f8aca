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
"""Bytes of a content file at most: fifty lessons' worth."""
LONGEST_FRONT: Final = 20_000
"""Characters of front matter at most."""
MOST_LINES: Final = 2_500
MOST_CELLS: Final = 5_000
"""Rows times columns of one table at most."""
LONGEST_RUN: Final = 200
MOST_MARKS: Final = 4_000
"""Brackets, stars and the like in one file at most: with more, parsing takes seconds."""
DEEPEST: Final = 20
"""How deep quotations, lists and the like may lie in each other."""
WORD: Final = "g-"
"""What the anchor begins with at which a page tells what a word of it means."""
_RUN: Final = re.compile(r"([\[\]>*_`~|(){}<!&\\+#=:-])\1{" + str(LONGEST_RUN) + r",}")
_MARKS: Final = re.compile(r"[\[`*_<&|\\]")
# Bell and its like, and the signs that make words stand in another order than they are read.
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
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
    """What a front-matter key must hold: its type, in words, and its default if it has one.

    A list holds strings that say something. A whole number lies from `low` to `high`.
    """

    type: type
    words: str
    default: Any = ...
    low: int = 0
    high: int = 10_000

    def takes(self, value: object) -> bool:
        """Say whether a value is of this kind."""
        if self.type is int:
            return type(value) is int and self.low <= value <= self.high
        if self.type is date:
            return type(value) is date
        if self.type is list:
            return isinstance(value, list) and all(map(_says_something, value))
        if self.type is str:
            return isinstance(value, str) and (_says_something(value) or self.default == "")
        return isinstance(value, self.type)


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

    def fault_in_body(self, line: int, reason: str) -> Fault:
        """Name a fault of the body, whose lines are counted from 0."""
        return Fault(self.path, self.body_line + line, reason)

    def line_of(self, key: str) -> int:
        """Return the line of a front-matter key; that of the opening fence if it is missing."""
        written = re.compile(rf'\s*\[?\s*"?{re.escape(key)}"?\s*[=.\]]')
        for number, line in enumerate(self.front_text.split("\n"), start=2):
            if written.match(line):
                return number
        return 1

    def values(self, keys: Mapping[str, Key]) -> dict[str, Any]:
        """Return the front matter with its defaults; raise `Faulty` for everything wrong in it."""
        faults = tuple(self._faults(keys))
        if faults:
            raise Faulty(*faults)
        return {name: self.front.get(name, key.default) for name, key in keys.items()}

    def _faults(self, keys: Mapping[str, Key]) -> Iterator[Fault]:
        for name in self.front:
            if name not in keys:
                known = ", ".join(keys)
                yield self.fault(self.line_of(name), f"“{name}” is not known. Known are: {known}.")
        for name, key in keys.items():
            if name not in self.front:
                if key.default is ...:
                    yield self.fault(1, f"The front matter lacks “{name}”: {key.words}.")
            elif not key.takes(self.front[name]):
                yield self.fault(self.line_of(name), f"“{name}” must be {key.words}.")


def read_document(root: Path, path: Path) -> Document:
    """Read one content file of a root; raise `Faulty` with file, line and reason."""
    shown = path.relative_to(root).as_posix()
    text = text_of(shown, root, path)
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise Faulty(Fault(shown, 1, "The file must begin with a +++ line."))
    fences = [at for at, line in enumerate(lines) if line.strip() == FENCE]
    if len(fences) == 1:
        told = "The front matter has no closing +++ line."
        raise Faulty(Fault(shown, len(lines), told))
    end = fences[1]
    front_text = "\n".join(lines[1:end])
    front = _front(shown, front_text, end)
    return Document(shown, front, "\n".join(lines[end + 1 :]), end + 2, front_text)


def bytes_of(root: Path, path: Path, most: int) -> bytes:
    """Return the bytes of a file that truly lies in a root.

    Raises ValueError with a reason if it does not, if it cannot be read, or if it is larger.
    """
    if not path.resolve().is_relative_to(root.resolve()):
        raise ValueError("The file is a link that leads out of the content folder. Put it there.")
    try:
        size = path.stat().st_size
        if size > most:
            raise ValueError(f"The file has {size} bytes; {most} are the most. Make it smaller.")
        return path.read_bytes()
    except OSError as error:
        raise ValueError(f"The file cannot be read: {error.strerror}.") from None


def text_of(shown: str, root: Path, path: Path) -> str:
    """Return the text of a content file; raise `Faulty` for what nobody writes in one."""
    try:
        content = bytes_of(root, path, LARGEST)
    except ValueError as error:
        raise Faulty(Fault(shown, 1, str(error))) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        told = "This line is not UTF-8. Save the file as UTF-8."
        raise Faulty(Fault(shown, line, told)) from None
    text = text.replace("\r\n", "\n")
    for line, told in _unfit(text):
        raise Faulty(Fault(shown, line, told))
    return text


def _front(shown: str, text: str, last_line: int) -> dict[str, Any]:
    if len(text) > LONGEST_FRONT:
        told = f"The front matter has {len(text)} characters; {LONGEST_FRONT} are the most."
        raise Faulty(Fault(shown, 1, told))
    try:
        return tomllib.loads(text + "\n")
    except RecursionError:
        told = "The front matter is nested too deep."
        raise Faulty(Fault(shown, 1, told)) from None
    except ValueError as error:  # tomllib's own, and Python's for a number of endless digits
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) + 1 if found else last_line
        told = f"The front matter is no TOML: {error}."
        raise Faulty(Fault(shown, line, told)) from None


def _unfit(text: str) -> Iterator[tuple[int, str]]:
    """Find what nobody writes in a lesson: unseen signs, and what keeps a parser busy."""
    unseen = _UNSEEN.search(text)
    if unseen:
        told = f"The unseen character U+{ord(unseen[0]):04X} stands here. Delete it."
        yield _line_at(text, unseen.start()), told
    run = _RUN.search(text)
    if run:
        told = f"“{run[1]}” stands here more than {LONGEST_RUN} times in a row."
        yield _line_at(text, run.start()), told
    marks = len(_MARKS.findall(text))
    if marks > MOST_MARKS:
        yield 1, f"The file has {marks} brackets, stars and backticks; {MOST_MARKS} are the most."
    lines = text.count("\n") + 1
    if lines > MOST_LINES:
        yield 1, f"The file has {lines} lines; {MOST_LINES} are the most. Split it."
    for number, line in enumerate(text.split("\n"), start=1):
        quotes = line.replace(" ", "")
        depth = len(quotes) - len(quotes.lstrip(">"))
        indent = (len(line) - len(line.lstrip())) // 2
        if max(depth, indent) > DEEPEST:
            yield number, f"This line is nested more than {DEEPEST} deep."
    yield from _too_many_cells(text)


def _too_many_cells(text: str) -> Iterator[tuple[int, str]]:
    """Find tables that are too large; a short row is filled up, so bars alone say little."""
    rows = widest = 0
    for number, line in enumerate(text.split("\n"), start=1):
        rows = rows + 1 if line.strip() else 0
        widest = max(widest, line.count("|")) if rows else 0
        if rows * widest > MOST_CELLS:
            yield number, f"This table has more than {MOST_CELLS} cells. Split it."


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _says_something(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
