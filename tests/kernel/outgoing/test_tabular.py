"""Tables that go out: no cell a formula, every cell brought back as it was."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.outgoing.tabular import (
    ROWS_AT_ONCE,
    csv_pieces,
    json_pieces,
    plain_cell,
    safe_cell,
)

FORMULA = "=+-@\t\r＝＋－＠"  # noqa: RUF001 - full-width forms work as formulas too
cells = st.text(st.sampled_from([*FORMULA, "'", " ", "a", "1", "é", ",", '"', ";"]), max_size=6)


@given(cells)
def test_no_safe_cell_starts_a_formula(cell: str) -> None:
    safe = safe_cell(cell)

    assert safe[:1] not in set(FORMULA)
    assert safe.lstrip()[:1] not in set(FORMULA)


@given(cells)
def test_a_cell_comes_back_as_it_was(cell: str) -> None:
    assert plain_cell(safe_cell(cell)) == cell


@pytest.mark.parametrize("cell", ["Tova", "O'Hara", "'t Hooft", "", "1-2", "a=b", "(=x"])
def test_an_ordinary_cell_is_left_alone(cell: str) -> None:
    assert safe_cell(cell) == cell
    assert plain_cell(cell) == cell


@given(st.lists(st.tuples(cells, cells | st.none(), st.integers())))
def test_csv_reads_back_with_every_typed_cell_guarded(
    rows: list[tuple[str, str | None, int]],
) -> None:
    written = b"".join(csv_pieces(("name", "team", "days"), rows, {"name", "team"})).decode()
    header, *read = csv.reader(io.StringIO(written, newline=""))

    assert header == ["name", "team", "days"]
    assert [[plain_cell(name), plain_cell(team), days] for name, team, days in read] == [
        [name, team or "", str(days)] for name, team, days in rows
    ]


def test_what_nobody_typed_is_written_as_it_is() -> None:
    row = (-3, date(2026, 3, 5), datetime(2026, 3, 5, 14, tzinfo=UTC), None, "-5")

    written = b"".join(csv_pieces(("a", "b", "c", "d", "e"), [row], ()))

    assert written == b"a,b,c,d,e\n-3,2026-03-05,2026-03-05 14:00:00+00:00,,-5\n"


def test_the_header_goes_out_before_any_row_is_read() -> None:
    taken = []

    def rows() -> Iterator[tuple[int]]:
        for number in range(ROWS_AT_ONCE * 3):
            taken.append(number)
            yield (number,)

    pieces = csv_pieces(("n",), rows(), ())

    assert next(pieces) == b"n\n"
    assert taken == []
    assert next(pieces).startswith(b"0\n1\n")
    assert len(taken) == ROWS_AT_ONCE


@pytest.mark.parametrize("number", [0, 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1])
def test_json_is_one_array_with_an_object_a_line(number: int) -> None:
    rows = [(place, "Thuý", date(2026, 3, 5), None) for place in range(number)]

    written = b"".join(json_pieces(("n", "name", "day", "none"), rows))

    assert json.loads(written) == [
        {"n": place, "name": "Thuý", "day": "2026-03-05", "none": None} for place in range(number)
    ]
    assert written.endswith(b"]\n")
    assert written.count(b"{") == number
    assert "Thuý".encode() in written or not number
