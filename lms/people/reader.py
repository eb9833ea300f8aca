"""From a staff file to workers."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from lms.kernel.ids import WorkerId
from lms.kernel.sheets import Problem, Row, Sheet, read_day, read_sheet
from lms.kernel.tabular import plain_cell
from lms.people.model import Worker

REQUIRED = ("worker_id", "name", "hired_on")
OPTIONAL = (
    "email",
    "team",
    "role",
    "manager_id",
    "employer",
    "ended_on",
    "time_zone",
    "language",
)
# The packaged rules, as for civil days: the machine may know zones that they do not.
_ZONES = frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def read_workers(content: bytes, time_zone: str) -> tuple[list[tuple[Row, Worker]], list[Problem]]:
    """Read a staff file; return its workers with their rows, and every problem found in it.

    `time_zone` is that of workers whose cell is empty. Formula guards that spreadsheets and
    our own reports put before a cell (') are taken off, so that an export can be read back.
    """
    sheet = read_sheet(content, REQUIRED, OPTIONAL)
    problems = [*sheet.problems, *_repeated(sheet)]
    workers: list[tuple[Row, Worker]] = []
    broken = {problem.row for problem in problems}
    for row in sheet.rows:
        if row.number in broken:
            continue
        try:
            workers.append((row, _worker(row, time_zone)))
        except _WrongCellError as wrong:
            problems.append(Problem(row.number, wrong.column, str(wrong)))
    return workers, sorted(problems, key=lambda problem: problem.row)


class _WrongCellError(ValueError):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _repeated(sheet: Sheet) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in sheet.rows:
        worker_id = plain_cell(row.cells["worker_id"])
        if worker_id in seen:
            told = f"Worker {worker_id} stands in row {seen[worker_id]} already. Keep one row."
            yield Problem(row.number, "worker_id", told)
        seen.setdefault(worker_id, row.number)


def _worker(row: Row, time_zone: str) -> Worker:
    cells = {name: plain_cell(row.cells.get(name, "")) for name in (*REQUIRED, *OPTIONAL)}
    zone = cells["time_zone"] or time_zone
    if zone not in _ZONES:
        told = f"“{zone}” is no time zone. Write one such as America/New_York."
        raise _WrongCellError("time_zone", told)
    if cells["email"] and not _is_email(cells["email"]):
        told = "Write an e-mail address, like name@example.org, or leave the cell empty."
        raise _WrongCellError("email", told)
    hired_on = _day(cells, "hired_on")
    ended_on = _day(cells, "ended_on") if cells["ended_on"] else None
    if ended_on is not None and ended_on < hired_on:
        raise _WrongCellError("ended_on", f"The last day lies before the hire on {hired_on}.")
    if cells["manager_id"] == cells["worker_id"]:
        raise _WrongCellError("manager_id", "Nobody can be their own manager.")
    return Worker(
        id=WorkerId(cells["worker_id"]),
        name=cells["name"],
        email=cells["email"],
        team=cells["team"],
        role=cells["role"],
        manager=WorkerId(cells["manager_id"]) if cells["manager_id"] else None,
        employer=cells["employer"],
        hired_on=hired_on,
        ended_on=ended_on,
        time_zone=zone,
        language=cells["language"] or "en",
    )


def _day(cells: dict[str, str], column: str) -> date:
    try:
        return read_day(cells[column])
    except ValueError as error:
        raise _WrongCellError(column, str(error)) from None


def _is_email(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and "." in domain) and " " not in text and "@" not in domain
