"""Where does the ledger stand? A line for whatever leaves the house: it is a witness later."""

from typing import Final

from lms.evidence.store import head
from lms.kernel.work import UnitOfWork

NONE_YET: Final = "Ledger: no entry yet"


def checkpoint_line(work: UnitOfWork) -> str:
    """Say the newest entry and its seal, to be printed where nobody changes it afterwards.

    Cheap: one row is read. Within a work it tells of what the work recorded itself.
    """
    newest = head(work.session)
    if newest is None:
        return NONE_YET
    number, seal = newest
    return f"Ledger entry {number}, sealed {seal}"
