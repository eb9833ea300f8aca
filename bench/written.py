"""Files of a large house, as another system would write them: staff, and years of training."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bench.house import COURSE

YEARS: Final = 10
FIRST_YEAR: Final = 2015


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
