"""What a row of everybody's standing costs: derived anew, told of today, told of a day past.

Everybody has six years of training for each of five requirements, all of it brought in.
"""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Final

from bench.databases import Place
from bench.house import COURSE, COURSES, OFFICER, House, opened, worker_number
from bench.measuring import Row
from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_workers import import_workers
from lms.actions.rebuild_standing import rebuild_standing
from lms.kernel.access import SYSTEM
from lms.kernel.sheets import Imported
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form

WORKERS: Final = 4_000
WORKERS_WHEN_QUICK: Final = 400
FIRST: Final = 1_001
YEARS: Final = 6
ROUNDS: Final = 5
MICROSECONDS: Final = 1_000
LONG_AGO: Final = timedelta(days=200)


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Measure each in turn; in microseconds of CPU a row, the database server's too."""
    with opened(place) as house:
        _fill(house, WORKERS_WHEN_QUICK if quick else WORKERS)
        today = house.workshop.clock().date()
        past = Question(today - LONG_AGO, today)
        told: dict[str, Callable[[], int]] = {
            "rebuild": lambda: _rebuilt(house),
            "standing CSV of today": lambda: _told(house, Question(today, today)),
            "standing CSV of a day past": lambda: _told(house, past),
        }
        for name, act in told.items():
            costs = [_cost(house, act) for _ in range(ROUNDS)]
            yield Row(f"{name}, µs a row", None, median(costs))


def _cost(house: House, act: Callable[[], int]) -> float:
    rows: list[int] = []
    spent = house.meter.milliseconds(lambda: rows.append(act()))
    return spent * MICROSECONDS / rows[0]


def _rebuilt(house: House) -> int:
    with house.workshop.work(SYSTEM) as work:
        return rebuild_standing(work)


def _told(house: House, question: Question) -> int:
    """Write everybody's standing; return how many lines there are."""
    with house.workshop.look(SYSTEM) as work:
        pieces = KINDS["standing"].pieces(work.session, question, Form.CSV)
        return sum(piece.count(b"\n") for piece in pieces)


def _fill(house: House, workers: int) -> None:
    """Bring in workers and their training."""
    numbers = range(FIRST, FIRST + workers)
    hired = {at: date(2019, 1, 1) + timedelta(days=at % 700) for at in numbers}
    staff: list[tuple[str, ...]] = [("worker_id", "name", "team", "role", "hired_on")]
    staff += [
        (worker_number(at), "Juniper Vale", f"Team {at % 20}", "billing", str(day))
        for at, day in hired.items()
    ]
    done: list[tuple[str, ...]] = [
        ("worker_id", "course", "completed_at", "document", "approved_by")
    ]
    done += [
        (worker_number(at), _course(place), str(_day(day, at, place, year)), "scan", "officer")
        for at, day in hired.items()
        for place in range(COURSES)
        for year in range(YEARS)
    ]
    with house.workshop.work(OFFICER) as work:
        _require_clean(import_workers(work, _file(staff)))
        _require_clean(import_completions(work, _file(done)))


def _day(hired_on: date, at: int, place: int, year: int) -> date:
    return hired_on + timedelta(days=5 + place + 355 * year + (at + place) % 9)


def _course(place: int) -> str:
    return COURSE if place == 0 else f"{COURSE}-{place + 1}"


def _file(rows: list[tuple[str, ...]]) -> io.BytesIO:
    page = io.StringIO(newline="")
    csv.writer(page).writerows(rows)
    return io.BytesIO(page.getvalue().encode())


def _require_clean(imported: Imported) -> None:
    if imported.problems:
        raise RuntimeError(f"The figures' own files are wrong: {imported.problems[0]}")
