"""Is the ledger whole, as one client may be told, and where does it stand, signed?"""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from lms.kernel.work import UnitOfWork
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.checkpoints import checkpoint
from lms.reports.ledger.naming import LEDGER

MOST: Final = 100


@dataclass(frozen=True)
class Checked:
    """How many entries there are, what is broken without saying whose, and a signed checkpoint."""

    entries: int
    seal: str
    broken: tuple[str, ...]
    line: str
    keys: tuple[str, ...]


def checked(work: UnitOfWork) -> Checked:
    """Read the whole ledger and every row it binds, and sign where it stands.

    Which row is broken is not this client's business; of which entry is.
    """
    found = islice(breaks(work.session), MOST)
    told = dict.fromkeys(
        f"{'An entry' if one.table == LEDGER else f'A row of {one.table}'} {one.wrong} "
        f"(entry {one.entry})."
        for one in found
    )
    at = checkpoint(work)
    public = tuple(one.public.minisign_public for one in work.keys.known())
    if at is None:
        return Checked(0, "", tuple(told), "", public)
    return Checked(at.number, at.seal, tuple(told), at.line, public)
