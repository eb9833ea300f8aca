"""What bringing files in costs at the size of a large house: seconds, and the most memory.

Each file is brought in by a process of its own, as the command does it, so that its memory is
that of the import alone. Run: `python -m bench --only imports`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from bench.databases import Place
from bench.house import COURSE, REQUIREMENT
from bench.measuring import Row
from bench.written import YEARS, write_completions, write_workers
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.publish_courses import publish_courses
from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.keyring import Keyring
from lms.kernel.upkeep.migrating import upgrade
from lms.kernel.work import Organization, Workshop
from lms.library import bundled_content, open_library

WORKERS: Final = 100_000
WORKERS_WHEN_QUICK: Final = 5_000
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


def _open(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    workshop = Workshop(engine, HOUSE, FileStore(Path()), Keyring(Path()))
    with workshop.work(SYSTEM) as work:
        publish_courses(work, open_library(bundled_content()))
        told = REQUIREMENT.format(course=COURSE).replace("2026-02-16", "2014-01-01")
        import_requirements(work, BytesIO(told.encode()))
    engine.dispose()


def _brought_in(url: str, kind: str, file: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.bringing_in", url, kind, str(file)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = json.loads(told.stdout)
    return seconds, peak
