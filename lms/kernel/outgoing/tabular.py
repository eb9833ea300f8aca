"""Tables that go out, a piece at a time: CSV and JSON, the same bytes for the same question."""

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Final, Literal

from lms.kernel.batches import batches
from lms.kernel.canonical import plain

ROWS_AT_ONCE: Final = 500
_FORMULA: Final = frozenset("=+-@\t\r＝＋－＠")  # noqa: RUF001 - full-width forms work as formulas too

Rows = Iterable[Sequence[Any]]


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a quote is put before it if need be.

    `plain_cell` takes it off again, so that what was taken away can be brought back.
    """
    return f"'{cell}" if _needs_quote(cell) else cell


def plain_cell(cell: str) -> str:
    """Return a cell without the quote that `safe_cell`, or a spreadsheet, put before it."""
    return cell[1:] if cell[:1] == "'" and _needs_quote(cell[1:]) else cell


def _needs_quote(cell: str) -> bool:
    """Say whether a cell works as a formula, or would look like one that has its quote already."""
    bare = cell.lstrip("'")
    return bare[:1] in _FORMULA or bare.lstrip()[:1] in _FORMULA


def csv_pieces(columns: Sequence[str], rows: Rows, typed: Collection[str]) -> Iterator[bytes]:
    """Yield CSV (UTF-8, LF, header first): dates and instants as ISO 8601, None as empty.

    Columns named in `typed` were typed by people, so their cells are made formula-safe; the
    others hold dates, numbers and words of our own.
    """
    guarded = [at for at, name in enumerate(columns) if name in typed]
    yield _written([columns])
    for piece in batches(rows, ROWS_AT_ONCE):
        yield _written([*_guarded(piece, guarded)])


def json_pieces(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """Yield one JSON array of objects, an object a line, keys in the order of the columns."""
    encode: Callable[[Any], str] = json.JSONEncoder(default=plain, ensure_ascii=False).encode
    before = "[\n"
    for piece in batches(rows, ROWS_AT_ONCE):
        lines = ",\n".join(encode(dict(zip(columns, row, strict=True))) for row in piece)
        yield f"{before}{lines}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _guarded(rows: Iterable[Sequence[Any]], guarded: list[int]) -> Iterator[Sequence[Any]]:
    for row in rows:
        for at in guarded:
            cell = row[at]
            if cell and not cell[0].isalnum():
                changed = list(row)
                for place in guarded:
                    changed[place] = safe_cell(changed[place] or "")
                row = changed  # noqa: PLW2901 - the row that goes out in its place
                break
        yield row


def _written(rows: Sequence[Sequence[Any]], quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> bytes:
    page = io.StringIO(newline="")
    csv.writer(page, lineterminator="\n", quoting=quoting).writerows(rows)
    text = page.getvalue()
    if "\r" in text and quoting == csv.QUOTE_MINIMAL:
        # The writer thinks only of the line end it was given, and readers end lines here too.
        return _written(rows, csv.QUOTE_ALL)
    return text.encode()
