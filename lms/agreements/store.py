"""Agreements and who serves them, in and out of the database."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import FromClause, Select, String, and_, bindparam, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.agreements.model import (
    Agent,
    Agreement,
    AgreementKind,
    Attestation,
    Coverage,
    SignedCopy,
)
from lms.agreements.tables import (
    AgentRow,
    AgreementRow,
    AttestationRow,
    CoverageRow,
    SignedCopyRow,
)
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.intake.staging import PARTED_BY

# Made once: to put a statement together takes longer than to run it.
_agreement = AgreementRow.__table__.c
_DESCRIBED: Final = (
    select(*_agreement)
    .where(_agreement.id.in_(bindparam("agreements", expanding=True)))
    .order_by(_agreement.id, _agreement.number)
)
_served = CoverageRow.__table__.c
_SERVED: Final = (
    select(*_served)
    .where(_served.worker_id.in_(bindparam("workers", expanding=True)))
    .order_by(_served.entry)
)


def agreement_ids(session: Session) -> set[AgreementId]:
    """Return the ids of all agreements ever brought in."""
    return set(map(AgreementId, session.scalars(select(AgreementRow.id).distinct())))


def agreements_of(
    session: Session, agreements: Sequence[AgreementId]
) -> dict[AgreementId, tuple[int, Agreement]]:
    """Return how some agreements were last described, and the number of that description."""
    rows = session.execute(_DESCRIBED, {"agreements": list(agreements)})
    return {AgreementId(row.id): (row.number, described(row)) for row in rows}


def coverage_of(
    session: Session, workers: Sequence[WorkerId]
) -> dict[tuple[str, str, date], Coverage]:
    """Return who of some workers serves what, by worker, agreement and first day."""
    rows = session.execute(_SERVED, {"workers": list(workers)})
    return {(row.worker_id, row.agreement, row.from_on): _coverage(row) for row in rows}


def agreements_running(session: Session, day: date) -> int:
    """Count the agreements that have not ended by a day."""
    query = _running(day).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def agreements_missing_from(
    session: Session, named: Select[tuple[str]], day: date
) -> Iterator[tuple[int, Agreement]]:
    """Yield the agreements that have not ended by a day and whose ids a question does not name."""
    query = _running(day).where(AgreementRow.id.not_in(named)).order_by(AgreementRow.id)
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            yield row.number, described(row)


def coverage_running(session: Session, day: date) -> int:
    """Count the spans of service that have not ended by a day."""
    query = _serving(day).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def coverage_missing_from(session: Session, named: FromClause, day: date) -> Iterator[Coverage]:
    """Yield the spans of service that run beyond a day and whose keys a table does not hold.

    The table has the worker in `owner`, and agreement and first day in `key`.
    """
    row = CoverageRow
    key = row.agreement + PARTED_BY + cast(row.from_on, String)
    there = select(named.c.owner).where(named.c.owner == row.worker_id, named.c.key == key)
    query = _serving(day).where(~there.exists())
    ordered = query.order_by(row.worker_id, row.agreement, row.from_on)
    with session.execute(ordered, execution_options={"yield_per": 1000}) as rows:
        for one in rows:
            yield _coverage(one)


def agreement_row(agreement: Agreement, number: int, stamp: Mapping[str, Any]) -> AgreementRow:
    """Return the row that keeps a description; `stamp` is when and by whom it is recorded."""
    columns = {**vars(agreement), "kind": agreement.kind.value, "number": number}
    return AgreementRow(**columns, **stamp)


def signed_copy_row(copy_id: UUID, copy: SignedCopy, stamp: Mapping[str, Any]) -> SignedCopyRow:
    """Return the row that keeps which document was signed, and where things stand in it."""
    return SignedCopyRow(id=copy_id, **vars(copy), **stamp)


def signed_copy_of(session: Session, agreement: AgreementId) -> SignedCopy | None:
    """Return the signed copy of an agreement as it was last told, if any."""
    row = SignedCopyRow
    query = select(row).where(row.agreement == agreement).order_by(row.entry.desc()).limit(1)
    found = session.scalar(query)
    return None if found is None else copy_in(found)


def copy_in(row: SignedCopyRow) -> SignedCopy:
    """Return a signed copy as a row tells it."""
    return SignedCopy(
        agreement=AgreementId(row.agreement),
        sha256=row.sha256,
        file_name=row.file_name,
        size=row.size,
        part2_place=row.part2_place,
        proceedings_place=row.proceedings_place,
    )


def coverage_row(coverage_id: UUID, told: Coverage, stamp: Mapping[str, Any]) -> CoverageRow:
    """Return the row that keeps from when to when a worker serves an agreement."""
    columns = dict(vars(told))
    columns["worker_id"] = columns.pop("worker")
    return CoverageRow(id=coverage_id, **columns, **stamp)


def agent_row(told: Agent, number: int, stamp: Mapping[str, Any]) -> AgentRow:
    """Return the row that keeps a description of a contract agent."""
    return AgentRow(**vars(told), number=number, **stamp)


def agent_of(session: Session, id: UUID) -> tuple[int, Agent | None]:  # noqa: A002 - it is an id
    """Return the number of an agent's last description and that; 0 and None if there is none."""
    query = select(AgentRow).where(AgentRow.id == id).order_by(AgentRow.number.desc()).limit(1)
    row = session.scalar(query)
    return (0, None) if row is None else (row.number, agent_in(row))


def agent_in(row: AgentRow) -> Agent:
    """Return a contract agent as a row describes it."""
    return Agent(
        row.id, AgreementId(row.agreement), row.name, row.services, row.from_on, row.to_on
    )


def attestation_row(told: Attestation, stamp: Mapping[str, Any]) -> AttestationRow:
    """Return the row that keeps what an agent attested."""
    columns = dict(vars(told))
    columns["agent_id"] = columns.pop("agent")
    return AttestationRow(**columns, **stamp)


def attestations_of(session: Session, agents: Sequence[UUID]) -> list[Attestation]:
    """Return what some agents attested, in the order in which it was recorded."""
    row = AttestationRow
    query = select(row).where(row.agent_id.in_(agents)).order_by(row.entry, row.id)
    return [
        Attestation(
            one.id,
            one.agent_id,
            one.attested_on,
            one.attested_by,
            one.through_on,
            one.document_sha256,
            one.file_name,
            one.size,
        )
        for one in session.scalars(query)
    ]


def _running(day: date) -> Select[Any]:
    row, later = AgreementRow, aliased(AgreementRow)
    newer = select(later.number).where(later.id == row.id, later.number > row.number)
    runs = or_(row.ends_on.is_(None), and_(row.ends_on > day, row.ends_on > row.effective_on))
    return select(*_agreement).where(runs, ~newer.exists())


def _serving(day: date) -> Select[Any]:
    row, later = CoverageRow, aliased(CoverageRow)
    newer = select(later.entry).where(
        later.worker_id == row.worker_id,
        later.agreement == row.agreement,
        later.from_on == row.from_on,
        later.entry > row.entry,
    )
    runs = or_(row.to_on.is_(None), and_(row.to_on >= day, row.to_on > row.from_on))
    return select(*_served).where(runs, ~newer.exists())


def described(row: Any) -> Agreement:  # noqa: ANN401 - a row of the table or of a statement
    """Return an agreement as a row describes it."""
    return Agreement(
        id=AgreementId(row.id),
        kind=AgreementKind(row.kind),
        program_id=row.program_id,
        program_name=row.program_name,
        signed_on=row.signed_on,
        effective_on=row.effective_on,
        ends_on=row.ends_on,
        acknowledges_part2=row.acknowledges_part2,
        resists_proceedings=row.resists_proceedings,
        services=row.services,
        document_sha256=row.document_sha256,
    )


def _coverage(row: Any) -> Coverage:  # noqa: ANN401 - a row of a statement above
    return Coverage(
        worker=WorkerId(row.worker_id),
        agreement=AgreementId(row.agreement),
        from_on=row.from_on,
        to_on=row.to_on,
        access_granted_on=row.access_granted_on,
    )
