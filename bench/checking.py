"""A process of its own that checks a ledger, and prints its seconds of work and most memory."""

import json
import sys
from time import process_time

from sqlalchemy.orm import Session

from bench.measuring import peak_mib
from lms.evidence.chain import first_break
from lms.evidence.store import entries
from lms.kernel.database import make_engine
from lms.reports.ledger.breaks import breaks


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
    print(json.dumps([seconds, peak_mib()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
