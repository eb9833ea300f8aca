"""Whose records have been kept long enough, and which of them are held all the same?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.agreements.tables import CoverageRow
from lms.certificates.tables import CertificateRow, RevocationRow
from lms.courses.tables import LessonReadRow
from lms.drills.tables import DrillRunRow
from lms.evidence.retention import kept_through
from lms.evidence.store import holds_open
from lms.evidence.tables import WithdrawalRow
from lms.incidents.tables import RetrainingRow
from lms.kernel.database import Instant
from lms.kernel.ids import WorkerId
from lms.people.tables import MergeRow, WorkerRecordRow, WorkerRow
from lms.quizzes.tables import AnswerRow, AttemptRow, GradeRow
from lms.reports.known import merges, root_of
from lms.standing.civil import civil_day
from lms.standing.tables import CompletionRow, ExceptionRow

ZONE: Final = "UTC"


@dataclass(frozen=True)
class Kept:
    """Records of one person, who may have several ids: the last day they must be kept.

    `matters` are those for which they are held.
    """

    workers: tuple[WorkerId, ...]
    last_effect: date
    through: date
    matters: tuple[str, ...]

    def due_on(self, day: date) -> bool:
        """Whether the records may be destroyed on a day: kept long enough, and not held."""
        return self.through < day and not self.matters

    def state_on(self, day: date) -> str:
        """Say in a word what becomes of them: kept, held, or due to be destroyed."""
        if self.matters:
            return "held"
        return "due" if self.due_on(day) else "kept"


def kept(session: Session) -> Iterator[Kept]:
    """Tell of everybody whose employment has ended how long their records are kept, by id.

    Whoever is employed, or whose end nobody knows, has records with an effect, and is left out.
    """
    merged = merges(session)
    people: defaultdict[WorkerId, list[WorkerId]] = defaultdict(list)
    ended: dict[WorkerId, date | None] = {}
    for worker, ended_on in session.execute(select(WorkerRow.id, WorkerRow.ended_on)):
        people[root_of(merged, WorkerId(worker))].append(WorkerId(worker))
        ended[WorkerId(worker)] = ended_on
    days = _days(session)
    matters = _matters(session)
    for root in sorted(people):
        ids = sorted(people[root])
        # An id that was another's has no employment of its own that could go on.
        if ended[root] is None:
            continue
        effects = [day for one in ids for day in (days.get(one), ended[one]) if day is not None]
        held = sorted({matter for one in ids for matter in matters.get(one, ())})
        yield Kept(tuple(ids), max(effects), kept_through(effects), tuple(held))


def _days(session: Session) -> dict[WorkerId, date]:
    """Return the last day of making or effect of each worker's records, by worker."""
    found: dict[WorkerId, date] = {}
    for query in _LAST:
        for worker, day in session.execute(query):
            if day is not None:
                known = civil_day(day, ZONE) if isinstance(day, datetime) else day
                found[WorkerId(worker)] = max(found.get(WorkerId(worker), known), known)
    return found


def _matters(session: Session) -> Mapping[WorkerId, Iterable[str]]:
    """Return for which matters records are held, by worker."""
    found: defaultdict[WorkerId, set[str]] = defaultdict(set)
    for hold in holds_open(session):
        if hold.worker is not None:
            found[hold.worker].add(hold.matter)
            continue
        served = select(CoverageRow.worker_id).where(CoverageRow.agreement == hold.agreement)
        for worker in session.scalars(served.distinct()):
            found[WorkerId(worker)].add(hold.matter)
    return found


def _last(worker: Any, *days: Any) -> Iterator[Select[Any]]:  # noqa: ANN401 - mapped columns
    """Ask for the last of each of some days, by worker."""
    for day in days:
        yield select(worker, func.max(day, type_=day.type)).group_by(worker)


def _sat(attempt: Any, day: Any) -> Select[Any]:  # noqa: ANN401 - mapped columns
    """Ask for the last of a day that an attempt names, by worker."""
    worker = AttemptRow.worker_id
    chosen = select(worker, func.max(day, type_=day.type)).join(
        AttemptRow, AttemptRow.id == attempt
    )
    return chosen.group_by(worker)


def _revoked() -> Select[*tuple[Any, ...]]:
    """Ask for the last day on which a certificate was revoked, by worker."""
    last = func.max(RevocationRow.recorded_at, type_=Instant())
    revoked = CertificateRow.number == RevocationRow.number
    return (
        select(CertificateRow.worker_id, last)
        .join(CertificateRow, revoked)
        .group_by(CertificateRow.worker_id)
    )


_done, _given, _served = CompletionRow, ExceptionRow, CoverageRow
_LAST: Final[tuple[Any, ...]] = (
    *_last(WorkerRecordRow.worker_id, WorkerRecordRow.recorded_at, WorkerRecordRow.ended_on),
    *_last(_done.worker_id, _done.recorded_at, _done.completed_on, _done.valid_through),
    *_last(_given.worker_id, _given.recorded_at, _given.decided_on, _given.to_on),
    *_last(_served.worker_id, _served.recorded_at, _served.to_on),
    *_last(CertificateRow.worker_id, CertificateRow.issued_at, CertificateRow.valid_through),
    *_last(WithdrawalRow.worker_id, WithdrawalRow.recorded_at),
    *_last(MergeRow.duplicate, MergeRow.recorded_at),
    *_last(MergeRow.survivor, MergeRow.recorded_at),
    *_last(LessonReadRow.worker_id, LessonReadRow.read_at),
    *_last(AttemptRow.worker_id, AttemptRow.started_at),
    *_last(DrillRunRow.worker_id, DrillRunRow.finished_at),
    *_last(RetrainingRow.worker_id, RetrainingRow.opened_at, RetrainingRow.due_on),
    _sat(AnswerRow.attempt_id, AnswerRow.given_at),
    _sat(GradeRow.attempt_id, GradeRow.graded_at),
    _revoked(),
)
