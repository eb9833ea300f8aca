"""How requirements are kept: every version of each, numbered from 1; the highest is the newest."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Instant, Name


class RequirementRow(Base):
    """One version of a requirement, in force from its own day. Rows are only added."""

    __tablename__ = "lms_requirement"

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str] = mapped_column(Name)
    audience: Mapped[dict[str, Any]] = mapped_column(JSON)
    basis: Mapped[str]
    citation: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    cadence_months: Mapped[int]
    window_days: Mapped[int]
    keep_anniversary: Mapped[bool]
    initial_days: Mapped[int]
    return_days: Mapped[int]
    fixed_dates: Mapped[list[str] | None] = mapped_column(JSON)
    align: Mapped[bool | None]
    rule_floor: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    grace_days: Mapped[int | None]
    effective_on: Mapped[date | None]
    redates: Mapped[bool | None]
    protected_until: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int | None] = mapped_column(index=True)
