"""The table of figures beside their goals, printed and kept with what it was measured on."""

import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, text

from bench.measuring import Row
from lms.kernel.clock import utc_now

FOLDER: Final = Path(__file__).parent / "results"
LIBRARIES: Final = ("flask", "sqlalchemy", "reportlab", "argon2-cffi", "gunicorn")
KIB_IN_GIB: Final = 1024 * 1024


@dataclass(frozen=True)
class Goal:
    """What a figure must not exceed: so many times its floor, so many of its unit, or both."""

    times: float | None = None
    most: float | None = None
    unit: str = "ms"

    def met(self, row: Row) -> bool | None:
        """Say whether the product keeps within the goal; None where there is none."""
        if self.times is None and self.most is None:
            return None
        floor = row.floor or 0.0
        within = self.times is None or row.product <= self.times * floor
        return within and (self.most is None or row.product <= self.most)

    def __str__(self) -> str:
        parts = (
            "" if self.times is None else f"≤ {self.times:g} times",
            "" if self.most is None else f"≤ {self.most:g} {self.unit}",
        )
        return ", ".join(filter(None, parts)) or "none"


GOALS: Final = {
    "sign-in page": Goal(times=2),
    "sign-in page, served": Goal(times=2),
    "lesson page": Goal(times=2),
    "lesson page, served": Goal(times=2),
    "my training": Goal(times=2.5),
    "my training, served": Goal(times=2.5),
    # The password's hash is the floor, and is to be at least 60 % of it.
    "sign-in, form to home": Goal(times=1.67, most=50),
    "quiz, not passed": Goal(most=32),
    # A quiz and a fresh certificate.
    "quiz, passed and certificate": Goal(most=92),
    "quiz, requests": Goal(most=4, unit="requests"),
    "certificate PDF, stored": Goal(most=3),
    "certificate PDF, fresh": Goal(times=3),
    "overdue page, 1,000 by 5": Goal(most=12),
    "overdue page, 10,000 by 5": Goal(most=12),
    "overdue page, 10,000 to 100,000": Goal(times=2),
    "completions CSV, µs a row": Goal(times=2, unit="µs"),
    "completions CSV, first rows": Goal(most=300),
    "completions CSV, most memory": Goal(most=40, unit="MiB"),
    "import 100,000 workers, seconds": Goal(most=60, unit="s"),
    "import 1,000,000 completions, seconds": Goal(most=600, unit="s"),
    "import 100,000 workers, most memory": Goal(most=200, unit="MiB"),
    "import 1,000,000 completions, most memory": Goal(most=200, unit="MiB"),
    "import 100,000 workers again, seconds": Goal(unit="s"),
    "import 1,000,000 completions again, seconds": Goal(unit="s"),
    "import 100,000 workers again, most memory": Goal(most=200, unit="MiB"),
    "import 1,000,000 completions again, most memory": Goal(most=200, unit="MiB"),
    "memory, shared parts once": Goal(most=250, unit="MiB"),
    "memory, shared parts in each": Goal(unit="MiB"),
}
"""By the name of the row; what is not here has none."""
NOTE: Final = (
    "CPU is that of the application and of its database server together, without what the "
    "disk waits; both columns are medians, taken in turn. Figures move by a third from hour to "
    "hour on a shared machine, so the ratio is what counts."
)


HEAD: Final = (
    "| row | floor | product | ratio | goal | met |",
    "|---|--:|--:|--:|---|---|",
)


def line_of(row: Row) -> str:
    """Return one line of the table."""
    goal = GOALS.get(row.name, Goal())
    met = {True: "yes", False: "**no**", None: ""}[goal.met(row)]
    floor, ratio = "", ""
    if row.floor is not None:
        floor, ratio = _figure(row.floor), f"{row.product / row.floor:.2f}"
    product = f"{_figure(row.product)} {goal.unit}"
    return f"| {row.name} | {floor} | {product} | {ratio} | {goal} | {met} |"


def keep(rows: Iterable[Row], engine: Engine) -> Path:
    """Write the table and what it was measured on to bench/results; return the file."""
    day = utc_now().date()
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{day}-{engine.dialect.name}.md"
    lines = (f"# Figures of {day}", "", *_surroundings(engine), "", *HEAD)
    file.write_text("\n".join((*lines, *map(line_of, rows), "", NOTE, "")), encoding="utf-8")
    return file


def _figure(amount: float) -> str:
    digits = 0 if amount >= 100 or amount == int(amount) else 1 if amount >= 10 else 2  # noqa: PLR2004 - three figures that count
    return f"{amount:,.{digits}f}"


def _surroundings(engine: Engine) -> Iterator[str]:
    question = "sqlite_version()" if engine.dialect.name == "sqlite" else "version()"
    with engine.connect() as connection:
        database = str(connection.scalar(text(f"SELECT {question}"))).partition(" on ")[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"- Machine: {_told('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {_memory()}"
    yield f"- Database: {engine.dialect.name}, {database}"
    yield f"- Python {platform.python_version()}, {libraries}"


def _memory() -> str:
    kib = int(_told("/proc/meminfo", "MemTotal").split()[0])
    return f"{kib / KIB_IN_GIB:.1f} GiB of memory"


def _told(file: str, name: str) -> str:
    lines = Path(file).read_text(encoding="ascii").splitlines()
    found = (line.partition(":") for line in lines)
    return next(said.strip() for word, _, said in found if word.strip() == name)
