"""Tables as a workbook (XLSX): every cell is text, so that no program takes one for a formula."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from lms.kernel.batches import batches
from lms.kernel.errors import Refused
from lms.kernel.outgoing.zips import Pieces, member

MOST_ROWS: Final = 500_000
ROWS_AT_ONCE: Final = 500
WIDE, NARROW = 60, 22
HEAD_ROW: Final = 1
ROWS_SHEET: Final = "xl/worksheets/sheet1.xml"
_SHEET: Final = re.compile(rb"<sheetData>(.*)</sheetData>")
_STYLE: Final = re.compile(rb' s="(\d+)"')
_DIMENSION: Final = re.compile(rb"<dimension[^>]*/>")
_CARE: Final = re.compile("[&<>_\x00-\x1f\ufffe\uffff]|^\\s|\\s$")
_ESCAPE_LIKE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

Rows = Iterable[Sequence[Any]]


class Book(NamedTuple):
    """A table with its title and what must be known to read it, by the day it is about.

    `about` are lines of a second sheet, each a few texts.
    """

    title: str
    day: date
    columns: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]


def workbook_pieces(book: Book, rows: Rows) -> Iterator[bytes]:
    """Yield a workbook a piece at a time, rows read as they are written.

    XlsxWriter makes all but the rows, which are streamed into their place. Equal books and rows
    give equal bytes. Raises `Refused` for more rows than programs open.
    """
    pieces = Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:
        for name, content in _skeleton(book):
            if name != ROWS_SHEET:
                archive.writestr(member(name), content)
                continue
            before, between, after = _SHEET.split(_DIMENSION.sub(b"", content), maxsplit=1)
            styles = [found.decode() for found in _STYLE.findall(between)]
            with archive.open(member(name), "w") as sheet:
                sheet.write(before)
                for xml in _sheet_rows(book.columns, rows, styles):
                    sheet.write(xml)
                    yield pieces.taken()
                sheet.write(after)
    yield pieces.taken()


def _sheet_rows(columns: tuple[str, ...], rows: Rows, styles: list[str]) -> Iterator[bytes]:
    letters = [xl_col_to_name(at) for at in range(len(columns))]
    head, plain = styles
    yield b"<sheetData>" + _row(1, letters, columns, head).encode()
    written = HEAD_ROW
    for batch in batches(rows, ROWS_AT_ONCE):
        lines = [_row(at, letters, row, plain) for at, row in enumerate(batch, written + 1)]
        yield "".join(lines).encode()
        written += len(batch)
        if written > MOST_ROWS:
            raise Refused(
                f"A workbook takes at most {MOST_ROWS:,} rows, and these are more. "
                "Take the report as CSV, or narrow it to a team or a training."
            )
    yield b"</sheetData>"


def _row(number: int, letters: list[str], cells: Sequence[Any], style: str) -> str:
    written = [
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is>{_text(str(cell))}</is></c>'
        for letter, cell in zip(letters, cells, strict=True)
        if cell is not None and cell != ""
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _text(words: str) -> str:
    """Write words so that they come out of the file as they went in, whatever they hold."""
    if not _CARE.search(words):
        return f"<t>{words}</t>"
    kept = _ESCAPE_LIKE.sub("_x005F_", words)
    kept = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(kept))
    return f'<t xml:space="preserve">{kept}</t>'


def _skeleton(book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of the workbook with the sheet for the rows still empty."""
    made = io.BytesIO()
    workbook = Workbook(made, {"in_memory": True})
    workbook.set_properties({"title": book.title, "created": datetime(*book.day.timetuple()[:3])})  # noqa: DTZ001 - the format keeps no zone
    plain = workbook.add_format({"num_format": "@", "valign": "top"})
    head = workbook.add_format({"num_format": "@", "bold": True, "bottom": 1})
    sheet = workbook.add_worksheet("Rows")
    for at, name in enumerate(book.columns):
        sheet.set_column(at, at, max(NARROW, len(name) + 2))
    sheet.write_blank(0, 0, None, head)
    sheet.write_blank(1, 0, None, plain)
    sheet.freeze_panes(HEAD_ROW, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    about = workbook.add_worksheet("About")
    about.set_column(0, 0, NARROW * 2)
    about.set_column(1, 1, WIDE * 2)
    for at, line in enumerate(book.about):
        for place, words in enumerate(line):
            about.write_string(at, place, words, head if len(line) == 1 else plain)
    workbook.close()
    with zipfile.ZipFile(made) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)
