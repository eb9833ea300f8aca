"""Files that people made are read in every shape that programs write, and refused by name."""

import csv
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.intake.cells import read_day
from lms.kernel.outgoing.tabular import plain_cell
from lms.kernel.sheets import (
    BYTES_AT_ONCE,
    MAX_CELL,
    MAX_LINE,
    MAX_TOLD,
    Columns,
    Problem,
    Problems,
    read_rows,
    survey,
)
from tests.kernel.reading import Read, read_all

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

COLUMNS = Columns(("id", "name"), ("team",))


def sheet(content: bytes, columns: Columns = COLUMNS) -> Read[dict[str, str]]:
    """The cells of each row, and what is wrong."""
    return read_all(content, columns, lambda cells: dict(cells.written))


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_a_file_is_read_in_every_shape(content: bytes) -> None:
    read = sheet(content)

    assert read.problems == ()
    assert list(read.rows.values()) == [
        {"id": "1", "name": "Tova", "team": "Claims"},
        {"id": "2", "name": "Rowan", "team": ""},
    ]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    read = sheet(b"id,name\n1,A\n\n2,B\n", COLUMNS)

    assert list(read.rows) == [2, 4]


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
    assert sheet(content).problems == (problem,)


def test_every_problem_is_told_at_once() -> None:
    read = sheet(b"id,name\n,A\n2,\n3\n4,D\n", COLUMNS)

    assert [(one.row, one.column) for one in read.problems] == [(2, "id"), (3, "name"), (4, "")]


def test_a_quote_that_never_ends_is_told_and_not_read_on() -> None:
    read = sheet(b'id,name\n1,"A\n2,B\n', COLUMNS)

    assert read.rows == {}
    assert read.problems[0].message.startswith("This row cannot be read")


def test_of_many_problems_the_first_are_told_and_the_rest_counted() -> None:
    read = sheet(b"id,name\n" + b"1,\n" * (MAX_TOLD + 1_050), COLUMNS)

    assert len(read.problems) == MAX_TOLD + 1
    assert read.problems[-1].message.startswith("1,050 more problems are not listed.")


def test_a_file_without_line_ends_is_refused_before_it_fills_the_memory() -> None:
    read = sheet(b"id,name\n" + b"x" * (MAX_LINE + BYTES_AT_ONCE), COLUMNS)

    assert read.problems == (Problem(2, "", "This row has no end. Save the file as CSV."),)


@pytest.mark.parametrize("before", range(BYTES_AT_ONCE - 14, BYTES_AT_ONCE - 9))
def test_a_letter_that_two_pieces_share_is_read_whole(before: int) -> None:
    name = "N" * 60 + "é"
    filled = b"id,name\n" + b"\n" * (before - 60) + f"1,{name}\n".encode()

    assert [cells["name"] for cells in sheet(filled).rows.values()] == [name]


def test_a_file_that_breaks_off_in_a_letter_is_no_utf_8() -> None:
    assert sheet("id,name\n1,é".encode()[:-1]).problems == (
        Problem(2, "", "Save the file as UTF-8: this row is not."),
    )


def test_a_guard_against_formulas_is_taken_off_again() -> None:
    read = sheet(b"id,name\n1,'=Ana\n2,'+Bo\n3,'tis\n")

    assert [cells["name"] for cells in read.rows.values()] == ["=Ana", "+Bo", "'tis"]


def test_a_file_is_read_twice_alike_and_left_open() -> None:
    file, problems = BytesIO(PLAIN.encode()), Problems()
    seal = survey(file, problems)

    once, again = (
        [cells.written for _, cells, _ in read_rows(file, COLUMNS, lambda cells: cells, problems)]
        for _ in range(2)
    )

    assert seal == (sha256(PLAIN.encode()).hexdigest(), len(PLAIN))
    assert once == again != []
    assert not file.closed


cells = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8)


@given(
    table=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6),
    order=st.permutations(["id", "name", "team"]),
    mark=st.sampled_from(["", "\ufeff"]),
    parted_by=st.sampled_from(",;"),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_program_wrote_it_the_same_is_read(
    table: list[tuple[str, ...]], order: list[str], mark: str, parted_by: str, ends: str
) -> None:
    page = StringIO(newline="")
    writer = csv.DictWriter(page, order, delimiter=parted_by, lineterminator=ends)
    writer.writeheader()
    rows = [dict(zip(("id", "name", "team"), row, strict=True)) for row in table]
    writer.writerows(rows)

    read = sheet((mark + page.getvalue()).encode())

    assert read.problems == ()
    assert list(read.rows.values()) == [
        {name: plain_cell(cell) for name, cell in row.items()} for row in rows
    ]


@pytest.mark.parametrize("name", ["Anna\u00a0Lee", "Ne\u200cda"])
def test_signs_that_a_name_needs_are_no_control_characters(name: str) -> None:
    assert sheet(f"id,name\n1,{name}\n".encode()).problems == ()


@given(st.binary(max_size=80))
def test_no_file_makes_it_fail(content: bytes) -> None:
    read = sheet(content, Columns(("id",), ("name",)))

    assert all(problem.row >= 1 and problem.message for problem in read.problems)


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "cell", ["5 March 2026", "2026-3-5", "20260305", "2026-02-30", "", "46000"]
)
def test_anything_else_is_no_day(cell: str) -> None:
    with pytest.raises(ValueError, match="Write the day as 2026-03-05"):
        read_day(cell)
