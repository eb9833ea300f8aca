"""A workbook keeps every cell as it was typed, and no program takes one for anything else."""

import io
from datetime import date

import openpyxl
import pytest

from lms.kernel.errors import Refused
from lms.kernel.outgoing import workbook as module
from lms.kernel.outgoing.workbook import Book, workbook_pieces

BOOK = Book("Strange", date(2026, 1, 31), ("a", "b"), (("About",), ("As of", "31 Jan 2026")))
STRANGE = (
    '=HYPERLINK("http://x.example")',
    "+1",
    "@SUM(A1)",
    "<r><t>rich</t></r>",
    "a & b < c > d",
    "  spaces  ",
    "0012",
    "http://x.example",
    "2026-01-31",
    "محمد علي 中文",
)


def test_strange_cells_come_out_as_they_went_in() -> None:
    content = b"".join(
        workbook_pieces(BOOK, [(one, number) for number, one in enumerate(STRANGE)])
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Rows"]

    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(STRANGE)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert [row[1].value for row in sheet.iter_rows(min_row=2)][:2] == ["0", "1"]


def test_equal_rows_give_equal_bytes_and_begin_before_all_are_read() -> None:
    pieces = workbook_pieces(BOOK, ([number, None] for number in range(2_000)))

    assert next(pieces)
    assert b"".join(workbook_pieces(BOOK, [["x", None]])) == b"".join(
        workbook_pieces(BOOK, [["x", None]])
    )


def test_more_rows_than_programs_open_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)

    with pytest.raises(Refused, match="at most 2 rows"):
        list(workbook_pieces(BOOK, [["x", ""]] * 3))
