"""Agreements and who serves them, in and out of the database."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import FromClause, Select, String, and_, bindparam, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.agreements.model import Agreement, AgreementKind, Coverage
from lms.agreements.tables import AgreementRow, CoverageRow
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
