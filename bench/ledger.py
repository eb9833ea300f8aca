"""What it costs to check a ledger of a million entries, and every row that they bind.

The check runs in a process of its own, so that its memory is that of the check alone.
Run: `python -m bench --only ledger`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert

from bench.databases import Place
from bench.measuring import Row
from lms.courses.tables import CourseVersionRow, LessonReadRow
from lms.evidence.binding import bound
from lms.evidence.chain import GENESIS, sealed
from lms.evidence.facts import LessonRead, stated
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM
from lms.kernel.batches import batches
from lms.kernel.database import make_engine
from lms.kernel.ids import CourseId, WorkerId
from lms.kernel.rows.plain import in_words, key_of, plain_row, row_digest, table_of
from lms.kernel.upkeep.migrating import upgrade

ENTRIES: Final = 1_000_000
ENTRIES_WHEN_QUICK: Final = 20_000
AT_ONCE: Final = 10_000
AT: Final = datetime(2026, 1, 1, tzinfo=UTC)
COURSE: Final = CourseId("part2-core")


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Check a ledger in which every entry binds a row: the chain alone, then all of it."""
    entries = ENTRIES_WHEN_QUICK if quick else ENTRIES
    url = place.new()
    fill(url, entries)
    for what in ("chain", "rows"):
        told = subprocess.run(
            [sys.executable, "-m", "bench.checking", url, what],
            check=True,
            capture_output=True,
            text=True,
        )
        seconds, peak = json.loads(told.stdout)
        name = f"check {entries:,} entries" + (" and their rows" if what == "rows" else "")
        yield Row(f"{name}, seconds", None, seconds)
        yield Row(f"{name}, most memory", None, peak)


def fill(url: str, entries: int) -> None:
    """Make a database in which so many entries each bind a row."""
    engine = make_engine(url)
    upgrade(engine)
    previous = GENESIS
    with engine.begin() as connection:
        connection.execute(insert(CourseVersionRow), [_version()])
        for piece in batches(range(1, entries + 1), AT_ONCE):
            previous = _add(connection, piece, previous)
    engine.dispose()


def _add(connection: Connection, numbers: tuple[int, ...], previous: str) -> str:
    table = table_of(LessonReadRow)
    rows: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    for number in numbers:
        fact = LessonRead(WorkerId(f"W-{number % 9_973:05}"), COURSE, 1, f"lesson-{number}", 0)
        row = LessonReadRow(
            worker_id=fact.worker, course=COURSE, version=1, lesson=fact.lesson, sitting=0
        )
        row.read_at = AT
        cells = plain_row(row)
        told = bound(table.name, [(in_words(key_of(table, cells)), row_digest(cells))])
        entry = sealed(number, "LessonRead", stated(fact, SYSTEM, told), previous, AT)
        previous = entry.seal
        entries.append(dict(vars(entry)))
        rows.append({**cells, "read_at": AT, "entry": number})
    connection.execute(insert(EntryRow), entries)
    connection.execute(insert(LessonReadRow), rows)
    return previous


def _version() -> dict[str, Any]:
    return {
        "course": COURSE,
        "version": 1,
        "title": "",
        "effective_on": date(2026, 1, 1),
        "change": "material",
        "minutes": 1,
        "rules": "",
        "text_sha256": "",
        "content": {},
        "wording": {},
        "published_at": AT,
        "published_by": "bench",
    }
