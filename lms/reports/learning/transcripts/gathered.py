"""What did somebody complete, as the house knows it now? It names no client."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow, RevocationRow
from lms.certificates.transcript import Line, Transcript
from lms.evidence.tables import WithdrawalRow
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.reports.known import merges, root_of
from lms.standing.tables import CompletionRow


def transcript_of(work: UnitOfWork, worker: WorkerId) -> Transcript:
    """Gather everything a worker completed, under all ids that are theirs, oldest first.

    What was withdrawn as recorded in error is left out. Raises `NotFound` for nobody's id.
    """
    holder = worker_of(work.session, worker)
    house = work.organization
    return Transcript(
        worker=worker,
        holder=holder.name,
        organization=house.name,
        made_at=work.now,
        demonstration=house.demonstration,
        lines=tuple(_lines(work.session, _ids(work.session, worker), house.name)),
        key=work.keys.current.id,
        document_certificates=work.keys.document.thumbprints,
    )


def _ids(session: Session, worker: WorkerId) -> list[WorkerId]:
    merged = merges(session)
    root = root_of(merged, worker)
    return sorted({root, worker, *(one for one in merged if root_of(merged, one) == root)})


def _lines(session: Session, ids: Sequence[WorkerId], house: str) -> Iterator[Line]:
    row = CompletionRow
    query = (
        select(row)
        .where(row.worker_id.in_(ids), row.id.not_in(select(WithdrawalRow.fact_id)))
        .order_by(row.completed_on, row.entry, row.id)
    )
    awarded = _awarded(session, ids)
    for one in session.scalars(query):
        number, state = awarded.get(one.id, ("", ""))
        yield Line(
            course=one.course,
            course_title=one.course_title,
            course_version=one.course_version,
            text_sha256=one.text_sha256,
            rules=tuple(one.rules.split()),
            kind=one.kind,
            completed_on=one.completed_on,
            time_zone=one.time_zone,
            score_percent=one.score_percent,
            pass_mark=one.pass_mark,
            valid_through=one.valid_through,
            certificate=number,
            state=state,
            issued_by=house if one.source == "self" else f"done elsewhere; recorded by {house}",
            document=one.document,
        )


def _awarded(session: Session, ids: Sequence[WorkerId]) -> dict[Any, tuple[str, str]]:
    """Return of each completion the number of the certificate that counts, and its state."""
    row, gone = CertificateRow, RevocationRow
    query = (
        select(row.completion_id, row.number, gone.cause)
        .outerjoin(gone, gone.number == row.number)
        .where(row.worker_id.in_(ids))
        .order_by(row.issued_at, row.entry)
    )
    awarded = {}
    for completion, number, cause in session.execute(query):
        awarded[completion] = (str(number), str(cause or "issued"))
    return awarded
