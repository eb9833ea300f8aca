"""How the ledger is kept: rows are added, and never changed or removed."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Instant


class EntryRow(Base):
    """One sealed statement. Two writers can never both take one number: it is the key."""

    __tablename__ = "lms_ledger"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str]
    statement: Mapped[str]
    previous: Mapped[str]
    seal: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
