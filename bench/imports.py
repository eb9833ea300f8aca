"""What bringing files in costs at the size of a large house: seconds, and the most memory.

Each file is brought in by a process of its own, as the command does it, so that its memory is
that of the import alone. Run: `python -m bench --only imports`.
"""

import csv
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Final

from bench.databases import Place
from bench.house import COURSE, REQUIREMENT
from bench.measuring import Row
from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.actions.publish_courses import publish_courses
from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.migrating import upgrade
from lms.kernel.work import Organization, Workshop
from lms.library import bundled_content, open_library

WORKERS, YEARS = 100_000, 10
WORKERS_WHEN_QUICK: Final = 5_000
FIRST_YEAR: Final = 2015
KINDS: Final = {"workers": import_workers, "completions": import_completions}
HOUSE: Final = Organization("Alder Quay Billing", "", "America/New_York", "", "", "", "")


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Bring in workers, and ten years of completions of each; then both files again."""
    workers = WORKERS_WHEN_QUICK if quick else WORKERS
    url = place.new()
    _open(url)
    files = {
        "workers": write_workers(place.folder / "workers.csv", workers),
        "completions": write_completions(place.folder / "completions.csv", workers),
    }
    counts = {"workers": workers, "completions": workers * YEARS}
    for again in ("", " again"):
        for kind, file in files.items():
            seconds, peak = _brought_in(url, kind, file)
            yield Row(f"import {counts[kind]:,} {kind}{again}, seconds", None, seconds)
            yield Row(f"import {counts[kind]:,} {kind}{again}, most memory", None, peak)


def write_workers(file: Path, workers: int) -> Path:
    """Write a staff file."""
    with file.open("w", encoding="utf-8", newline="") as page:
        writer = csv.writer(page)
        writer.writerow(["worker_id", "name", "team", "role", "manager_id", "hired_on"])
        for at in range(workers):
            manager = f"W-{at // 10:06}" if at else ""
            name = f"Worker Number {at}"
            team = f"Team {at % 100}"
            writer.writerow([f"W-{at:06}", name, team, "billing", manager, "2014-06-01"])
    return file


def write_completions(file: Path, workers: int) -> Path:
    """Write ten years of training, a year at a time as another system would."""
    with file.open("w", encoding="utf-8", newline="") as page:
        writer = csv.writer(page)
        writer.writerow(
            ["worker_id", "course", "completed_at", "score_percent", "document", "approved_by"]
        )
        for year in range(YEARS):
            for at in range(workers):
                day = date(FIRST_YEAR + year, 1, 1) + timedelta(days=at % 300)
                document = f"old system, {year}-{at}"
                writer.writerow([f"W-{at:06}", COURSE, day, 80 + at % 20, document, "officer"])
    return file


def _open(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    workshop = Workshop(engine, HOUSE, FileStore(Path()))
    with workshop.work(SYSTEM) as work:
        publish_courses(work, open_library(bundled_content()))
        told = REQUIREMENT.format(course=COURSE).replace("2026-02-16", "2014-01-01")
        import_requirements(work, BytesIO(told.encode()))
    engine.dispose()


def _brought_in(url: str, kind: str, file: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.imports", url, kind, str(file)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = json.loads(told.stdout)
    return seconds, peak


def main() -> None:
    """Bring one file in, and print how long it took and how much memory."""
    url, kind, path = sys.argv[1:]
    engine = make_engine(url)
    workshop = Workshop(engine, HOUSE, FileStore(Path()))
    begin = perf_counter()
    with Path(path).open("rb") as file, workshop.work(SYSTEM) as work:
        told = KINDS[kind](work, file)
    seconds = perf_counter() - begin
    engine.dispose()
    if told.problems:
        raise RuntimeError(f"The figures' own file is wrong: {told.problems[0]}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak]))


if __name__ == "__main__":
    main()
