"""How was an agreement described, and how had it been described before?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.model import Agreement
from lms.agreements.store import described
from lms.agreements.tables import AgreementRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import AgreementId
from lms.reports.known import EVER


@dataclass(frozen=True)
class Description:
    """One description of an agreement; the one with the highest number counts."""

    number: int
    agreement: Agreement
    recorded_at: datetime
    recorded_by: str
    entry: int


def descriptions_of(
    session: Session, agreement: AgreementId, before: datetime | None = None
) -> tuple[Description, ...]:
    """Return every description of an agreement, oldest first; the last one counts.

    With an instant, only what was recorded before it. Raises `NotFound` if there is none.
    """
    row = AgreementRow
    chosen = row.id == agreement, row.recorded_at < (before or EVER)
    rows = session.scalars(select(row).where(*chosen).order_by(row.number)).all()
    if not rows:
        raise NotFound("There is no such agreement.")
    return tuple(
        Description(one.number, described(one), one.recorded_at, one.recorded_by, one.entry)
        for one in rows
    )
