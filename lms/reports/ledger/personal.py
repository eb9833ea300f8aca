"""Which rows tell of a person? What is destroyed when the time of their records is over."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.orm import Session

from lms.agreements.tables import CoverageRow
from lms.certificates.tables import CertificateRow, RevocationRow
from lms.courses.tables import LessonReadRow
from lms.drills.tables import DrillChoiceRow, DrillRunRow
from lms.evidence.tables import WithdrawalRow
from lms.incidents.tables import RetrainingRow
from lms.kernel.ids import WorkerId
from lms.kernel.rows.plain import Key, bound_columns, key_of, plain_rows, row_digest, table_of
from lms.people.tables import MergeRow, WorkerRecordRow
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow
from lms.reports.ledger.bound import NO_ENTRY
from lms.standing.tables import CompletionRow, ExceptionRow


class Personal(NamedTuple):
    """A row that tells of a person, as a tombstone names it."""

    table: Table
    key: Key
    entry: int
    digest: str


def personal_rows(session: Session, workers: Sequence[WorkerId]) -> Iterator[Personal]:
    """Yield every fact about a person, who may have several ids, what names others first."""
    for row, condition in _conditions(list(workers)):
        table = table_of(row)
        query = select(table.c.entry, *(table.c[name] for name in bound_columns(table)))
        for cells in plain_rows(session, query.where(condition)):
            entry = cells.pop("entry", NO_ENTRY)
            yield Personal(table, key_of(table, cells), entry, row_digest(cells))


def certificate_files(session: Session, workers: Sequence[WorkerId]) -> list[str]:
    """Return under which digests the certificates of a person are filed."""
    mine = CertificateRow.worker_id.in_(workers)
    return sorted(session.scalars(select(CertificateRow.sha256).where(mine)))


def _conditions(workers: list[WorkerId]) -> Iterator[tuple[Any, Any]]:
    attempts: Select[Any] = select(AttemptRow.id).where(AttemptRow.worker_id.in_(workers))
    numbers = select(CertificateRow.number).where(CertificateRow.worker_id.in_(workers))
    runs = select(DrillRunRow.id).where(DrillRunRow.worker_id.in_(workers))
    yield RevocationRow, RevocationRow.number.in_(numbers)
    yield AnswerRow, AnswerRow.attempt_id.in_(attempts)
    yield GradeRow, GradeRow.attempt_id.in_(attempts)
    yield DrillChoiceRow, DrillChoiceRow.run_id.in_(runs)
    yield MergeRow, or_(MergeRow.duplicate.in_(workers), MergeRow.survivor.in_(workers))
    for row in OWN:
        yield row, row.worker_id.in_(workers)


OWN: Final[tuple[Any, ...]] = (
    CertificateRow,
    CompletionRow,
    AttemptRow,
    DrillRunRow,
    LessonReadRow,
    ExceptionRow,
    WithdrawalRow,
    CoverageRow,
    RetrainingRow,
    WorkerRecordRow,
)
