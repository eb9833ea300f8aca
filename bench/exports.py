"""What a row of the completions file costs beside the barest export of the same rows, in turn.

The floor is the same SELECT through the bare driver into `csv.writer`. Both read one SQLite
file of 100,000 completions. Run: `python -m bench --only exports`.
"""

import csv
import io
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from lms.kernel.database import make_engine
from lms.kernel.upkeep.migrating import upgrade
from lms.reports.asking import Question
from lms.reports.completions import COLUMNS
from lms.reports.taking import KINDS, Form

ROWS, ROUNDS, WARM_UP = 100_000, 5, 1
DAY: Final = date(2026, 11, 24)
QUESTION: Final = Question(as_of=DAY, today=DAY)

VALUES: Final = {
    "id": "printf('00000000-0000-4000-8000-%012x', n)",
    "worker_id": "printf('W-%06d', n / 6)",
    "worker_name": "printf('Juniper Vale %d', n / 6)",
    "team": "'Patient accounts'",
    "role": "'account representative'",
    "employer": "'Alder Quay Billing'",
    "requirement": "'part2-core-annual'",
    "reason": "'renewal'",
    "course": "'part2-core'",
    "course_title": "'Handling Part 2 records'",
    "course_version": "1",
    "text_sha256": "printf('%064x', n)",
    "rules": "'2024-final-rule'",
    "kind": "'full'",
    "started_at": "'2026-03-05T14:00:00+00:00'",
    "completed_at": "'2026-03-05T14:12:00+00:00'",
    "completed_on": "'2026-03-05'",
    "time_zone": "'America/New_York'",
    "tzdata": "'2025.2'",
    "attempt_id": "printf('00000000-0000-4000-9000-%012x', n)",
    "attempt_number": "1",
    "score_percent": "90",
    "pass_mark": "80",
    "valid_through": "'2027-03-05'",
    "certificate": "printf('P2L-%016X', n)",
    "agreements": "''",
    "recorded_at": "'2026-03-05T14:12:00+00:00'",
    "recorded_by": "printf('00000000-0000-4000-a000-%012x', n / 6)",
    "source": "'self'",
    "document": "''",
    "entry": "n",
    "entry_sha256": "printf('%064x', n)",
}
"""A column and how its value follows from a row's number; what may be empty is not named."""

FILL: Final = f"""
WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < ? - 1)
INSERT INTO lms_completion ({", ".join(VALUES)}) SELECT {", ".join(VALUES.values())} FROM counted
"""  # noqa: S608 - our own names and values


def bare(engine: Engine) -> Iterator[bytes]:
    """Export as plainly as the driver can: its own cursor, the standard library's writer."""
    names = ", ".join(column.name for column in COLUMNS).replace("completion_id", "id", 1)
    with engine.execution_options(sqlite_begin="DEFERRED").connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(
            f"SELECT {names} FROM lms_completion WHERE completed_on <= ? "  # noqa: S608 - our own names
            "ORDER BY worker_id, requirement, completed_on, id",
            [DAY.isoformat()],
        )
        while rows := cursor.fetchmany(1000):
            page = io.StringIO(newline="")
            csv.writer(page, lineterminator="\n").writerows(rows)
            yield page.getvalue().encode()


def whole(engine: Engine) -> Iterator[bytes]:
    """Export as the product does."""
    with Session(engine.execution_options(sqlite_begin="DEFERRED")) as session:
        yield from KINDS["completions"].pieces(session, QUESTION, Form.CSV)


def measure(rows: int = ROWS) -> list[tuple[str, float, float]]:
    """Return (name, floor, product): the median of the rounds in microseconds of CPU a row."""
    with filled(rows) as engine:
        floor, product = [], []
        for turn in range(WARM_UP + ROUNDS):
            one, other = _cost(bare, engine, rows), _cost(whole, engine, rows)
            if turn >= WARM_UP:
                floor.append(one)
                product.append(other)
        return [("completions CSV, µs a row", median(floor), median(product))]


def first_byte_and_memory(rows: int = ROWS) -> tuple[float, float]:
    """Return milliseconds to the first rows, and the most memory held at once, in MiB."""
    with filled(rows) as engine:
        for _ in whole(engine):  # what is set up once is not counted
            break
        begin = perf_counter()
        pieces = whole(engine)
        next(pieces)
        next(pieces)
        first = (perf_counter() - begin) * 1000
        pieces.close()  # type: ignore[attr-defined]  # a generator
        tracemalloc.start()
        for _ in whole(engine):
            pass
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        return first, peak


@contextmanager
def filled(rows: int) -> Iterator[Engine]:
    """Open a database of so many completions, which goes away again."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        upgrade(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql(FILL, (rows,))
        yield engine
        engine.dispose()


def _cost(export: Callable[[Engine], Iterator[bytes]], engine: Engine, rows: int) -> float:
    begin = process_time()
    written = sum(len(piece) for piece in export(engine))
    if not written:
        raise RuntimeError("Nothing was exported.")
    return (process_time() - begin) * 1e6 / rows


def main() -> None:
    """Print each figure, and how many times the floor it is."""
    for name, floor, product in measure():
        print(f"{name}: floor {floor:.2f}, product {product:.2f}, {product / floor:.2f} x")
    first, peak = first_byte_and_memory()
    print(f"first rows after {first:.1f} ms; at most {peak:.1f} MiB at once")


if __name__ == "__main__":
    main()
