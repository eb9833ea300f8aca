"""How long a house of a million entries takes to copy, and to bring back on another machine.

Each runs in a process of its own, all that is proved included. Run: `python -m bench --only
backups`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from bench.databases import Place
from bench.ledger import ENTRIES, ENTRIES_WHEN_QUICK, fill
from bench.measuring import Row, peak_mib
from lms.kernel.keyring import Keyring
from lms.reports.upkeep.backup.made import backup_made
from lms.settings.opening import open_workshop
from lms.settings.read import Settings, read_settings
from lms.settings.restoring import Wanted, restore
from tests.servers import postgres

DAY: Final = datetime(2026, 1, 1, tzinfo=UTC).date()


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Copy a house, and bring it back into an empty one."""
    entries = ENTRIES_WHEN_QUICK if quick else ENTRIES
    url = place.new()
    fill(url, entries)
    keys = place.folder / "backups" / "keys"
    keys.parent.mkdir()
    Keyring(keys).make(DAY, "Bench")
    asked = ("backup", url, str(keys.parent)), ("restore", place.new(), str(keys.parent / "new"))
    for what, where, folder in asked:
        seconds, peak = _run(what, where, folder, str(keys.parent / "all.zip"))
        name = f"{what} of {entries:,} entries and their rows"
        yield Row(f"{name}, seconds", None, seconds)
        yield Row(f"{name}, most memory", None, peak)


def _run(*words: str) -> tuple[float, float]:
    programs = f"{postgres.programs()}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "bench.away.backups", *words],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": programs},
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def main(what: str, url: str, folder: str, file: str) -> None:
    """Copy or bring back, and print seconds and the most memory."""
    told: dict[str, Any] = {
        "LMS_DATABASE_URL": url,
        "LMS_FILES": Path(folder) / "files",
        "LMS_KEYS": Path(folder) / "keys",
    }
    settings, begin = read_settings(told), perf_counter()
    if what == "backup":
        _copy(settings, Path(file))
    else:
        # A course without its text is bound by nothing: the figures' house is broken in that.
        restore(settings, Wanted(Path(file), accept_loss=True))
    print(json.dumps([perf_counter() - begin, peak_mib()]))


def _copy(settings: Settings, file: Path) -> None:
    workshop = open_workshop(settings)
    with file.open("w+b") as out:
        backup_made(workshop, out, file.parent, secrets=True)
    workshop.engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
