"""Reading a table that people made: CSV with a header, in any of the shapes programs write it."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

MAX_CELL: Final = 2_000
_MEANT: Final = dict.fromkeys((0xA0, 0x200C, 0x200D))
"""Invisible signs that names are written with: a space that holds, and the joiners of scripts."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file: row 1 is the header; column may be empty when it is the row."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number, and its cells by column, stripped of outer spaces."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A file read: its rows, or what is wrong with it as a whole."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_sheet(content: bytes, required: Sequence[str], optional: Sequence[str]) -> Sheet:
    """Read UTF-8 CSV, with or without BOM, comma or semicolon, LF or CRLF, columns in any order.

    Unknown, missing and repeated columns are refused by name. A row with too few or too many
    cells is a problem of that row.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Sheet((), (Problem(line, "", "Save the file as UTF-8: this row is not."),))
    csv.field_size_limit(1_000_000)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return _sheet(lines, tuple(required), tuple(optional))
    except csv.Error as error:
        return Sheet((), (Problem(lines.line_num, "", f"This row cannot be read: {error}."),))


def read_day(cell: str) -> date:
    """Read a day written as 2026-03-05; raise ValueError with a sentence for anything else."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        day = None
    if day is None or day.isoformat() != cell:
        raise ValueError(f"Write the day as 2026-03-05, not “{cell}”.")
    return day


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _sheet(lines: Iterator[list[str]], required: Sequence[str], optional: Sequence[str]) -> Sheet:
    header = [name.strip() for name in next(lines, [])]
    wrong = tuple(_header_problems(header, required, optional))
    if wrong:
        return Sheet((), wrong)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            told = f"This row has {len(cells)} cells; the header has {len(header)}."
            problems.append(Problem(number, "", told))
            continue
        row = Row(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        problems.extend(_cell_problems(row, required))
        rows.append(row)
    return Sheet(tuple(rows), tuple(problems))


def _header_problems(
    header: list[str], required: Sequence[str], optional: Sequence[str]
) -> Iterator[Problem]:
    if not header:
        yield Problem(1, "", "The file is empty. Its first row must name the columns.")
        return
    for name in required:
        if name not in header:
            yield Problem(1, name, f"The column “{name}” is missing.")
    for name in dict.fromkeys(header):
        if not name:
            yield Problem(1, "", "A column has no name. Name it, or remove it.")
        elif name not in required and name not in optional:
            known = ", ".join((*required, *optional))
            yield Problem(1, name, f"The column “{name}” is not known. Known are: {known}.")
        elif header.count(name) > 1:
            yield Problem(1, name, f"The column “{name}” stands there more than once.")


def _cell_problems(row: Row, required: Sequence[str]) -> Iterator[Problem]:
    for name in required:
        if not row.cells[name]:
            yield Problem(row.number, name, "This cell is empty, and it must not be.")
    for name, cell in row.cells.items():
        if len(cell) > MAX_CELL:
            yield Problem(row.number, name, f"This cell is longer than {MAX_CELL} characters.")
        elif not cell.translate(_MEANT).isprintable():
            told = "This cell has a line break or an invisible sign. Type it anew."
            yield Problem(row.number, name, told)


@dataclass(frozen=True)
class Imported:
    """What came of bringing a file in. With any problem nothing was written."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    absent: int = 0
    problems: tuple[Problem, ...] = ()
