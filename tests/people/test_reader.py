"""A staff file is read whole, and every cell that is wrong is named."""

from datetime import date

import pytest

from lms.kernel.outgoing.tabular import safe_cell
from lms.kernel.sheets import Problem
from lms.people.model import Worker
from lms.people.reader import WORKERS, read_worker
from tests.kernel.reading import Read, read_all

ZONE = "America/New_York"
HEADER = (
    "worker_id,name,email,team,role,manager_id,employer,hired_on,ended_on,time_zone,language\n"
)


def read_file(content: bytes) -> Read[Worker]:
    """Read a staff file of people in New York, if it does not say otherwise."""
    return read_all(content, WORKERS, lambda cells: read_worker(cells, ZONE))


def read(*lines: str) -> tuple[list[str], tuple[Problem, ...]]:
    workers, problems = read_file((HEADER + "\n".join(lines)).encode())
    return [worker.id for worker in workers.values()], problems


def test_every_column_is_kept() -> None:
    content = HEADER + (
        "W-1,Ana Pérez,ana@example.org,Claims,biller,W-2,Other Ltd,2024-03-05,2025-01-01,"
        "Pacific/Honolulu,es\n"
    )

    [(row, worker)] = read_file(content.encode()).rows.items()

    assert row == 2
    assert (worker.name, worker.email, worker.team) == ("Ana Pérez", "ana@example.org", "Claims")
    assert (worker.role, worker.manager, worker.employer) == ("biller", "W-2", "Other Ltd")
    assert (worker.hired_on, worker.ended_on) == (date(2024, 3, 5), date(2025, 1, 1))
    assert (worker.time_zone, worker.language) == ("Pacific/Honolulu", "es")


def test_what_is_left_out_has_its_default() -> None:
    [worker] = read_file(b"worker_id,name,hired_on\nW-1,Ana,2024-03-05\n").rows.values()

    assert (worker.time_zone, worker.language, worker.manager) == (ZONE, "en", None)
    assert (worker.email, worker.team, worker.ended_on) == ("", "", None)


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("W-1,Ana,,,,,,5 March,,,", "hired_on", "Write the day as 2026-03-05"),
        ("W-1,Ana,,,,,,2024-03-05,2024-13-01,,", "ended_on", "Write the day as 2026-03-05"),
        ("W-1,Ana,,,,,,2024-03-05,2024-03-04,,", "ended_on", "before the hire"),
        ("W-1,Ana,,,,,,2024-03-05,,Mars/Olympus,", "time_zone", "no time zone"),
        ("W-1,Ana,ana,,,,,2024-03-05,,,", "email", "like name@example.org"),
        ("W-1,Ana,ana@nowhere,,,,,2024-03-05,,,", "email", "like name@example.org"),
        ("W-1,Ana,a@b@c.org,,,,,2024-03-05,,,", "email", "like name@example.org"),
        ("W-1,Ana,,,,W-1,,2024-03-05,,,", "manager_id", "their own manager"),
        ("W-1,,,,,,,2024-03-05,,,", "name", "must not be"),
    ],
)
def test_a_wrong_cell_is_named(line: str, column: str, said: str) -> None:
    known, [problem] = read(line, "W-2,Bo,,,,,,2024-03-05,,,")

    assert (problem.row, problem.column) == (2, column)
    assert said in problem.message
    assert known == ["W-2"]


def test_problems_come_in_order_of_rows() -> None:
    _, problems = read("W-1,Ana,ana,,,,,2024-03-05,,,", "W-2,,,,,,,2024-03-05,,,")

    assert [problem.row for problem in problems] == [2, 3]


@pytest.mark.parametrize("name", ["=1+1", "+49 Ana", "-Bo", "@home", "＝Ana", "'=Ana", "Ana"])  # noqa: RUF001 - a full-width form
def test_a_name_that_a_report_guarded_comes_back_as_it_was(name: str) -> None:
    line = f"W-1,{safe_cell(name)},,,,,,2024-03-05,,,"

    [worker] = read_file((HEADER + line).encode()).rows.values()

    assert worker.name == name
