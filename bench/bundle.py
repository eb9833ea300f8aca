"""What it costs to take ten thousand certificates away, beside a plain ZIP of the same files.

The floor reads each file and adds it with the standard library. Run:
`python -m bench --only bundle`.
"""

import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Engine, insert, select

from bench.exports import DAY, QUESTION, filled
from bench.measuring import Row
from lms.certificates.tables import CertificateRow
from lms.kernel.access import SYSTEM
from lms.kernel.files import FileStore
from lms.kernel.keyring import Keyring
from lms.kernel.work import Workshop
from lms.reports.verifying.bundle import SAME_TIME, bundle
from lms.standing.tables import CompletionRow
from tests.builders import ORGANIZATION
from tests.certificates.sealing import issued

MANY, FEW = 10_000, 500
ISSUED_AT: Final = datetime(2026, 3, 5, 14, 12, tzinfo=UTC)


def measure(number: int) -> Iterator[Row]:
    """Yield seconds for the whole file beside the floor, and the most memory held at once."""
    with filled(number) as engine, _stored(engine, number) as workshop:
        folder = workshop.files.root
        floor = _seconds(lambda: _plain(folder))
        product = _seconds(lambda: _taken(workshop, folder))
        yield Row(f"ZIP of {number:,} certificates, seconds", floor, product)
        tracemalloc.start()
        _taken(workshop, folder)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        yield Row(f"ZIP of {number:,} certificates, most memory", None, peak)


@contextmanager
def _stored(engine: Engine, number: int) -> Iterator[Workshop]:
    """Keep so many certificates, each a file of its own, beside their completions."""
    folder = Path(str(engine.url.database)).parent
    keys = Keyring(folder / "keys")
    keys.make(DAY, ORGANIZATION.name)
    store, content = FileStore(folder / "files"), issued()
    with engine.begin() as connection:
        ids = connection.scalars(select(CompletionRow.id).limit(number)).all()
        rows = []
        for at, id_ in enumerate(ids):
            own = content + f"% {at}\n".encode()
            rows.append(_row(at, id_, store.keep(own), len(own)))
        connection.execute(insert(CertificateRow), rows)
    yield Workshop(engine, ORGANIZATION, store, keys)


def _row(at: int, completion: object, sha256: str, size: int) -> dict[str, Any]:
    return {
        "number": f"P2L-{at:016X}",
        "completion_id": completion,
        "worker_id": f"W-{at // 6:06}",
        "holder": f"Juniper Vale {at // 6}",
        "course": "part2-core",
        "course_title": "Handling Part 2 records",
        "course_version": 1,
        "score_percent": 90,
        "completed_on": ISSUED_AT.date(),
        "time_zone": "America/New_York",
        "valid_through": ISSUED_AT.date().replace(year=2027),
        "demonstration": False,
        "issued_at": ISSUED_AT,
        "sha256": sha256,
        "size": size,
        "key_id": "0" * 16,
    }


def _plain(folder: Path) -> None:
    target = folder.parent / "plain.zip"
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for path in folder.glob("*/*"):
            archive.writestr(ZipInfo(path.name, SAME_TIME), path.read_bytes())
    target.unlink()


def _taken(workshop: Workshop, folder: Path) -> None:
    target = folder.parent / "taken.zip"
    with workshop.look(SYSTEM) as work, target.open("wb") as out:
        for piece in bundle(work, QUESTION):
            out.write(piece)
    target.unlink()


def _seconds(do: Any) -> float:  # noqa: ANN401 - something to call
    begin = perf_counter()
    do()
    return perf_counter() - begin


def main() -> None:
    """Print each figure; the one argument is how many certificates."""
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else MANY):
        print(row)


if __name__ == "__main__":
    main()
