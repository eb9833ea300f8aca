"""A program that brings a staff file in and stops for ever when the facts are written.

Run with the address of a database: nothing is committed yet when it says so.
"""

import sys
from io import BytesIO
from pathlib import Path

from lms.actions.imports.import_workers import import_workers
from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.keyring import Keyring
from lms.kernel.work import Workshop
from lms.reports.incoming.weighing import Wish
from tests.builders import ORGANIZATION, StillClock

STAFF = b"worker_id,name,hired_on\nW-1,Tova Lindqvist,2025-03-03\nW-2,Rowan Gild,2025-12-10\n"


def stop(what: str, _done: int, _of: int) -> None:
    """Say that standing is being derived, which comes last, and wait to be ended."""
    if what == "Dating":
        sys.stdout.write("written\n")
        sys.stdout.flush()
        sys.stdin.readline()


def main() -> None:
    """Bring the file in, and never come to the end."""
    engine = make_engine(sys.argv[1])
    workshop = Workshop(engine, ORGANIZATION, FileStore(Path()), Keyring(Path()), StillClock())
    with workshop.work(SYSTEM) as work:
        import_workers(work, BytesIO(STAFF), Wish(told=stop))


if __name__ == "__main__":
    main()
