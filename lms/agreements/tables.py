"""How agreements are kept, and who serves which of them from when to when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from lms.kernel.database import Base, Id, Instant, Name


class AgreementRow(Base):
    """One description of an agreement as it was brought in; the highest number is the newest.

    Rows are only added.
    """

    __tablename__ = "lms_agreement"

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    program_id: Mapped[str] = mapped_column(Name)
    program_name: Mapped[str]
    signed_on: Mapped[date | None]
    effective_on: Mapped[date]
    ends_on: Mapped[date | None]
    acknowledges_part2: Mapped[bool | None]
    resists_proceedings: Mapped[bool | None]
    services: Mapped[str]
    document_sha256: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class CoverageRow(Base):
    """A worker serves an agreement from a day to a day, both inclusive. Rows are only added.

    Of several rows with one worker, agreement and first day, the one with the highest entry
    counts.
    """

    __tablename__ = "lms_coverage"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    worker_id: Mapped[str] = mapped_column(Name, index=True)
    agreement: Mapped[str] = mapped_column(Name, index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    access_granted_on: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class SignedCopyRow(Base):
    """The document of an agreement, and where the acknowledgments stand in it. Only added.

    Of several rows of one agreement the one with the highest entry counts; the files of all
    are kept.
    """

    __tablename__ = "lms_signed_copy"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    agreement: Mapped[str] = mapped_column(Name, index=True)
    sha256: Mapped[str]
    file_name: Mapped[str]
    size: Mapped[int]
    part2_place: Mapped[str]
    proceedings_place: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class AgentRow(Base):
    """One description of a contract agent; the highest number is the newest. Only added."""

    __tablename__ = "lms_contract_agent"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agreement: Mapped[str] = mapped_column(Name, index=True)
    name: Mapped[str]
    services: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)


class AttestationRow(Base):
    """What a contract agent attested of its people's training. Rows are only added."""

    __tablename__ = "lms_agent_attestation"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    agent_id: Mapped[UUID] = mapped_column(Id, index=True)
    attested_on: Mapped[date]
    attested_by: Mapped[str]
    through_on: Mapped[date]
    document_sha256: Mapped[str]
    file_name: Mapped[str]
    size: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str]
    entry: Mapped[int] = mapped_column(index=True)
