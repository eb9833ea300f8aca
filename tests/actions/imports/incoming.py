"""Files that come in, brought into the known house as somebody at the console would."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from sqlalchemy import func, select

from lms.evidence.store import entries
from lms.kernel.access import SYSTEM
from lms.kernel.database import Base
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.incoming.weighing import AS_IT_IS, Wish
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.naming import Wrong

Bring = Callable[[UnitOfWork, BinaryIO, Wish], Imported]


def brought(workshop: Workshop, bring: Bring, *lines: str, wish: Wish = AS_IT_IS) -> Imported:
    """Bring a file of these lines in."""
    with workshop.work(SYSTEM) as work:
        return bring(work, BytesIO("\n".join(lines).encode()), wish)


def kept(workshop: Workshop, row: type[Base]) -> tuple[int, list[str]]:
    """How many rows of a kind there are, and which entries the ledger has."""
    with workshop.look(SYSTEM) as work:
        rows = work.session.scalar(select(func.count()).select_from(row)) or 0
        return rows, [entry.what for entry in entries(work.session)]


def wrong(told: Imported) -> list[tuple[int, str]]:
    """Row and column of each problem; nothing else came of a file with any."""
    assert (told.created, told.updated, told.unchanged, told.absent) == (0, 0, 0, 0)
    return [(problem.row, problem.column) for problem in told.problems]


def nothing_altered(workshop: Workshop) -> bool:
    """Whether all facts that came in say what the ledger says of them; the house has others."""
    with workshop.look(SYSTEM) as work:
        return all(one.wrong is Wrong.ADDED for one in breaks(work.session))
