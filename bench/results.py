"""The table of figures beside their goals, printed and kept with what it was measured on."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from bench.goals import goal_of
from bench.measuring import Row
from bench.surroundings import surroundings
from lms.kernel.clock import utc_now

FOLDER: Final = Path(__file__).parent / "results"
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
    goal = goal_of(row)
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
    lines = (f"# Figures of {day}", "", *surroundings(engine), "", *HEAD)
    file.write_text("\n".join((*lines, *map(line_of, rows), "", NOTE, "")), encoding="utf-8")
    return file


def _figure(amount: float) -> str:
    digits = 0 if amount >= 100 or amount == int(amount) else 1 if amount >= 10 else 2  # noqa: PLR2004 - three figures that count
    return f"{amount:,.{digits}f}"
