"""How letters are kept until they are sent, and what is kept of them after."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Instant, Name

_WAITS = text("settled_at IS NULL")


class LetterRow(Base):
    """A letter. It waits until it is settled: sent, or refused for good; `answer` is the server's.

    `due_at` is when it is tried next; `leased_until` says how long it belongs to a sender.
    """

    __tablename__ = "lms_letter"
    __table_args__ = (
        Index(
            "ix_lms_letter_waiting",
            "due_at",
            postgresql_where=_WAITS,
            sqlite_where=_WAITS,
        ),
    )

    key: Mapped[str] = mapped_column(Name, primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str]
    passes: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    tries: Mapped[int]
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    sent: Mapped[bool]
    answer: Mapped[str]
