"""Files that people made are read in every shape that programs write, and refused by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.sheets import MAX_CELL, Problem, read_day, read_sheet

PLAIN = "id,name,team\n1,Tova,Claims\n2,Rowan,\n"
SHAPES = {
    "as it is": PLAIN.encode(),
    "with a BOM": b"\xef\xbb\xbf" + PLAIN.encode(),
    "with semicolons": PLAIN.replace(",", ";").encode(),
    "with Windows line ends": PLAIN.replace("\n", "\r\n").encode(),
    "with everything quoted": b'"id","name","team"\n"1","Tova","Claims"\n"2","Rowan",""\n',
    "with spaces around": b" id , name ,team\n 1 , Tova,Claims \n2,Rowan, \n",
    "without a last line end": PLAIN.rstrip().encode(),
    "with blank lines": PLAIN.replace("\n2", "\n\n , , \n2").encode(),
    "with columns in another order": b"team,id,name\nClaims,1,Tova\n,2,Rowan\n",
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_a_file_is_read_in_every_shape(content: bytes) -> None:
    sheet = read_sheet(content, ("id", "name"), ("team",))

    assert sheet.problems == ()
    assert [row.cells for row in sheet.rows] == [
        {"id": "1", "name": "Tova", "team": "Claims"},
        {"id": "2", "name": "Rowan", "team": ""},
    ]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    sheet = read_sheet(b"id,name\n1,A\n\n2,B\n", ("id", "name"), ())

    assert [row.number for row in sheet.rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem(1, "", "The file is empty. Its first row must name the columns.")),
        (b"id\n1\n", Problem(1, "name", "The column “name” is missing.")),
        (
            b"id,name,shoe\n",
            Problem(1, "shoe", "The column “shoe” is not known. Known are: id, name, team."),
        ),
        (b"id,name,id\n", Problem(1, "id", "The column “id” stands there more than once.")),
        (b"id,name,\n", Problem(1, "", "A column has no name. Name it, or remove it.")),
        (b"id,name\n1,A,9\n", Problem(2, "", "This row has 3 cells; the header has 2.")),
        (b"id,name\n1\n", Problem(2, "", "This row has 1 cells; the header has 2.")),
        (b"id,name\n1,\n", Problem(2, "name", "This cell is empty, and it must not be.")),
        (
            b"id,name\n1,\xff\n",
            Problem(2, "", "Save the file as UTF-8: this row is not."),
        ),
        (
            b'id,name\n1,"A\nB"\n',
            Problem(2, "name", "This cell has a line break or an invisible sign. Type it anew."),
        ),
        (
            b"id,name\n1," + b"A" * (MAX_CELL + 1) + b"\n",
            Problem(2, "name", "This cell is longer than 2000 characters."),
        ),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(content: bytes, problem: Problem) -> None:
    assert read_sheet(content, ("id", "name"), ("team",)).problems == (problem,)


def test_every_problem_is_told_at_once() -> None:
    sheet = read_sheet(b"id,name\n,A\n2,\n3\n4,D\n", ("id", "name"), ())

    assert [(one.row, one.column) for one in sheet.problems] == [(2, "id"), (3, "name"), (4, "")]


def test_a_quote_that_never_ends_is_told_and_not_read_on() -> None:
    sheet = read_sheet(b'id,name\n1,"A\n2,B\n', ("id", "name"), ())

    assert sheet.rows == ()
    assert sheet.problems[0].message.startswith("This row cannot be read")


@pytest.mark.parametrize("name", ["Anna\u00a0Lee", "Ne\u200cda"])
def test_signs_that_a_name_needs_are_no_control_characters(name: str) -> None:
    assert read_sheet(f"id,name\n1,{name}\n".encode(), ("id", "name"), ()).problems == ()


@given(st.binary(max_size=80))
def test_no_file_makes_it_fail(content: bytes) -> None:
    sheet = read_sheet(content, ("id",), ("name",))

    assert all(problem.row >= 1 and problem.message for problem in sheet.problems)


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "cell", ["5 March 2026", "2026-3-5", "20260305", "2026-02-30", "", "46000"]
)
def test_anything_else_is_no_day(cell: str) -> None:
    with pytest.raises(ValueError, match="Write the day as 2026-03-05"):
        read_day(cell)
