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
from lms.kernel.migrating import upgrade
from lms.reports.asking import Question
from lms.reports.completions import COLUMNS
from lms.reports.taking import KINDS, Form

ROWS, ROUNDS, WARM_UP = 100_000, 5, 1
DAY: Final = date(2026, 11, 24)
QUESTION: Final = Question(as_of=DAY, today=DAY)

FILL: Final = """
WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < ? - 1)
INSERT INTO lms_completion SELECT
    printf('00000000-0000-4000-8000-%012x', n), printf('W-%06d', n / 6),
    printf('Juniper Vale %d', n / 6), 'Patient accounts', 'account representative',
    'Alder Quay Billing', 'part2-core-annual', 'renewal', 'part2-core',
    'Handling Part 2 records', 1, printf('%064x', n), '2024-final-rule', 'full',
    '2026-03-05T14:00:00+00:00', '2026-03-05T14:12:00+00:00', '2026-03-05',
    'America/New_York', '2025.2', printf('00000000-0000-4000-9000-%012x', n), 1, 90, 80,
    '2027-03-05', printf('P2L-%016X', n), '', '2026-03-05T14:12:00+00:00',
    printf('00000000-0000-4000-a000-%012x', n / 6), 'self', '', n, printf('%064x', n)
FROM counted
"""


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
    with _filled(rows) as engine:
        floor, product = [], []
        for turn in range(WARM_UP + ROUNDS):
            one, other = _cost(bare, engine, rows), _cost(whole, engine, rows)
            if turn >= WARM_UP:
                floor.append(one)
                product.append(other)
        return [("completions CSV, µs a row", median(floor), median(product))]


def first_byte_and_memory(rows: int = ROWS) -> tuple[float, float]:
    """Return milliseconds to the first rows, and the most memory held at once, in MiB."""
    with _filled(rows) as engine:
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
def _filled(rows: int) -> Iterator[Engine]:
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
