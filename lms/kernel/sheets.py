"""Reading a table that people made: CSV with a header, in any of the shapes programs write it."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import BinaryIO, Final, NamedTuple, TypeVar

from lms.kernel.intake.cells import Cells, WrongCell
from lms.kernel.intake.plain import is_plain
from lms.kernel.outgoing.tabular import plain_cell

MAX_CELL: Final = 2_000
MAX_LINE: Final = 1_000_000
MAX_TOLD: Final = 200
"""How many problems of one file are told; the rest are counted."""
BYTES_AT_ONCE: Final = 65_536

T = TypeVar("T")


class Problem(NamedTuple):
    """What is wrong in a file: row 1 is the header; column may be empty when it is the row."""

    row: int
    column: str
    message: str


class Problems:
    """What is wrong in one file: the first are kept, the rest counted."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self.count = 0

    def add(self, row: int, column: str, message: str) -> None:
        """Note a problem."""
        self.count += 1
        if self.count <= MAX_TOLD:
            self._kept.append(Problem(row, column, message))

    def told(self) -> tuple[Problem, ...]:
        """Return the problems in order of rows; the last says how many more there are."""
        kept = sorted(self._kept, key=lambda problem: problem.row)
        if self.count > MAX_TOLD:
            more = f"{self.count - MAX_TOLD:,} more problems are not listed. Mend these first."
            kept.append(Problem(kept[-1].row, "", more))
        return tuple(kept)


class Columns(NamedTuple):
    """The columns of a kind of file, in the order in which they are told to people."""

    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.required, *self.optional)


class Survey(NamedTuple):
    """A file read through once: the SHA-256 of its bytes, and how many they are."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Imported:
    """What came of bringing a file in. With any problem nothing was written.

    `too_many` says that the only problem is how much would change, which may be allowed.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    absent: int = 0
    problems: tuple[Problem, ...] = ()
    too_many: bool = False


def survey(file: BinaryIO, problems: Problems) -> Survey:
    """Read a file through, and note the first row that is not UTF-8 or has no end.

    It is told by the line it stands in. The file is read a piece at a time, however long it is.
    """
    file.seek(0)
    seal, decoder = sha256(), codecs.getincrementaldecoder("utf-8")()
    size = lines = open_line = 0
    while piece := file.read(BYTES_AT_ONCE):
        seal.update(piece)
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            lines += error.object[: error.start].count(b"\n")
            problems.add(lines + 1, "", "Save the file as UTF-8: this row is not.")
            break
        size += len(piece)
        lines += piece.count(b"\n")
        last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        open_line = open_line + len(piece) if last < 0 else len(piece) - last
        if open_line > MAX_LINE:
            problems.add(lines + 1, "", "This row has no end. Save the file as CSV.")
            break
    else:
        if decoder.getstate()[0]:
            problems.add(lines + 1, "", "Save the file as UTF-8: this row is not.")
    return Survey(seal.hexdigest(), size)


def read_rows(
    file: BinaryIO, columns: Columns, read: Callable[[Cells], T], problems: Problems
) -> Iterator[tuple[int, Cells, T]]:
    """Yield each good row of UTF-8 CSV: its number, its cells, and what `read` makes of them.

    With or without BOM, comma or semicolon, LF or CRLF, columns in any order; a guard that a
    report or a spreadsheet put before a cell (') is taken off. Unknown, missing and repeated
    columns are refused by name; a row with too few or too many cells is a problem of that row.
    """
    for number, cells in _sheet(file, columns, problems):
        try:
            read_from = Cells(cells)
            yield number, read_from, read(read_from)
        except WrongCell as wrong:
            problems.add(number, wrong.column, str(wrong))


def _sheet(
    file: BinaryIO, columns: Columns, problems: Problems
) -> Iterator[tuple[int, dict[str, str]]]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        first = text.readline()
        csv.field_size_limit(MAX_LINE)
        lines = csv.reader(chain([first], text), delimiter=_delimiter(first), strict=True)
        try:
            yield from _rows(lines, columns, problems)
        except csv.Error as error:
            problems.add(lines.line_num, "", f"This row cannot be read: {error}.")
    finally:
        text.detach()


def _delimiter(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


def _rows(
    lines: Iterator[list[str]], columns: Columns, problems: Problems
) -> Iterator[tuple[int, dict[str, str]]]:
    header = [name.strip() for name in next(lines, [])]
    wrong = list(_header_problems(header, columns))
    for column, message in wrong:
        problems.add(1, column, message)
    for number, line in enumerate(() if wrong else lines, start=2):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        if len(cells) != len(header):
            told = f"This row has {len(cells)} cells; the header has {len(header)}."
            problems.add(number, "", told)
            continue
        row = dict(zip(header, map(plain_cell, cells), strict=True))
        faults = list(_cell_problems(row, columns.required))
        for column, message in faults:
            problems.add(number, column, message)
        if not faults:
            yield number, row


def _header_problems(header: Sequence[str], columns: Columns) -> Iterator[tuple[str, str]]:
    if not header:
        yield "", "The file is empty. Its first row must name the columns."
        return
    for name in columns.required:
        if name not in header:
            yield name, f"The column “{name}” is missing."
    for name in dict.fromkeys(header):
        if not name:
            yield "", "A column has no name. Name it, or remove it."
        elif name not in columns.known:
            known = ", ".join(columns.known)
            yield name, f"The column “{name}” is not known. Known are: {known}."
        elif header.count(name) > 1:
            yield name, f"The column “{name}” stands there more than once."


def _cell_problems(row: dict[str, str], required: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in required:
        if not row[name]:
            yield name, "This cell is empty, and it must not be."
    together = "".join(row.values())
    if len(together) <= MAX_CELL and together.isprintable():
        return
    for name, cell in row.items():
        if len(cell) > MAX_CELL:
            yield name, f"This cell is longer than {MAX_CELL} characters."
        elif not is_plain(cell):
            yield name, "This cell has a line break or an invisible sign. Type it anew."
