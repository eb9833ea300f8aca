"""How retraining after an incident is kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class RetrainingRow(Base):
    """A worker is to take a course again by a day, after an incident. Rows are only added."""

    __tablename__ = "lms_retraining"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    course: Mapped[str] = mapped_column(Name)
    incident: Mapped[str] = mapped_column(Name)
    agreement: Mapped[str] = mapped_column(Name, index=True)
    opened_on: Mapped[date]
    due_on: Mapped[date]
    approved_by: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)
