"""A process of its own that checks a ledger, and prints its seconds of work and most memory."""

import json
import sys
from pathlib import Path
from time import process_time
from typing import Final

from sqlalchemy.orm import Session

from lms.evidence.chain import first_break
from lms.evidence.store import entries
from lms.kernel.database import make_engine
from lms.reports.ledger.breaks import breaks

KIB: Final = 1024


def main(url: str, what: str) -> None:
    """Check the chain alone, or all that its entries bind too; one row is bound by none."""
    engine = make_engine(url)
    begun = process_time()
    with Session(engine) as session:
        if what == "chain":
            sound = first_break(entries(session)) is None
        else:
            sound = [one.table for one in breaks(session)] == ["lms_course_version"]
    seconds = process_time() - begun
    engine.dispose()
    if not sound:
        raise RuntimeError("The figures' own ledger is broken.")
    print(json.dumps([seconds, _peak()]))


def _peak() -> float:
    """Return the most memory in MiB; what getrusage says is also that of who started us."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (kib,) = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(kib) / KIB


if __name__ == "__main__":
    main(*sys.argv[1:])
