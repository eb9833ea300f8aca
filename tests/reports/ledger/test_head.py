"""The line that leaves the house says where the ledger stood."""

from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.reports.ledger.head import NONE_YET, checkpoint_line
from tests.evidence.told import said


def test_the_line_names_the_newest_entry_and_its_seal(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        assert checkpoint_line(work) == NONE_YET
        record(work, said(1))
        newest = record(work, said(2))

        assert checkpoint_line(work) == f"Ledger entry 2, sealed {newest.seal}"
