"""The tables of a pack: the reports of one agreement alone, with what is not its business out."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow, RevocationRow
from lms.evidence.tables import WithdrawalRow
from lms.incidents.tables import RetrainingRow
from lms.kernel.batches import batches
from lms.kernel.ids import WorkerId
from lms.people.employment import employed_on
from lms.people.model import Worker
from lms.reports.agreement.pack.roster import held_of
from lms.reports.agreement.pack.scope import Scope
from lms.reports.asking import Column
from lms.reports.known import IDS_AT_ONCE
from lms.reports.taking import KINDS

Row = tuple[Any, ...]
TAKEN: Final = ("completions", "standing", "gaps", "exceptions", "before-access")
PEOPLE: Final = (
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name on the day the pack is about.", typed=True),
    Column("team", "The worker's team on that day.", typed=True),
    Column("role", "The worker's role on that day.", typed=True),
    Column("hired_on", "The first day of the employment that counts on that day."),
    Column("ended_on", "The last day of that employment, if it is known."),
    Column("listed_as", "Under which number the service was recorded.", typed=True),
    Column("from_on", "The first day of service under the agreement."),
    Column("to_on", "Its last day, that day included; empty while it runs."),
    Column("access_granted_on", "When access was granted, if it is recorded."),
    Column("coverage_id", "The id of this record of who serves."),
    Column("on_the_day", "yes if they are employed and serve on the day the pack is about."),
    Column("entry", "The number of the ledger's entry of this record."),
)
WITHDRAWALS: Final = (
    Column("withdrawal_id", "The withdrawal's own id."),
    Column("what", "What was withdrawn: completion, exception or retraining."),
    Column("fact_id", "The id of what was withdrawn: it counts for nothing from then on."),
    Column("worker_id", "The worker it was about.", typed=True),
    Column("approved_by", "Who approved that.", typed=True),
    Column("reason", "Why, if it can only concern this agreement.", typed=True),
    Column("recorded_at", "When that was recorded (instant, UTC)."),
    Column("entry", "The number of its entry in the ledger."),
)


CERTIFICATES: Final = (
    Column("certificate", "The number; data/certificates has the file as it was issued."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("completion_id", "The completion it was issued for."),
    Column("issued_at", "When it was issued (instant, UTC)."),
    Column("corrects", "The certificate that it took the place of, if any."),
    Column("revoked_at", "When it was revoked (instant, UTC); empty if it was not."),
    Column("cause", "Why it was revoked."),
    Column("sha256", "SHA-256 of its file."),
    Column("size", "How many bytes its file has."),
)


class Table(NamedTuple):
    """A table of a pack: its name, what it answers, its columns, the words of one, its rows."""

    name: str
    answers: str
    columns: tuple[Column, ...]
    words: tuple[Column, ...]
    rows: list[Row]

    @property
    def names(self) -> tuple[str, ...]:
        """The fixed names of its columns."""
        return tuple(column.name for column in self.columns)

    def told(self) -> Iterator[dict[str, Any]]:
        """Yield the rows by name of column."""
        names = self.names
        for row in self.rows:
            yield dict(zip(names, row, strict=True))


def tables_of(session: Session, scope: Scope) -> dict[str, Table]:
    """Return every table of a pack, by name."""
    found = {"people": people_of(scope)}
    if scope.question.roster is not None:
        lines = [(*one[:2], one.where.value, one.note) for one in held_of(session, scope).lines]
        kind = KINDS["reconciliation"]
        found[kind.name] = Table(kind.name, kind.answers, kind.columns, kind.words, lines)
    for name in TAKEN:
        kind = KINDS[name]
        asked = kind.ask(session, scope.question)
        clean = _Clean(scope, asked.names, {one.name for one in kind.columns if one.typed})
        rows = [row for row in map(clean.row(name), asked.rows) if row is not None]
        found[name] = Table(name, kind.answers, kind.columns, kind.words, rows)
    ids = {row[0] for name in ("completions", "exceptions") for row in found[name].rows}
    own = select(RetrainingRow.id).where(RetrainingRow.agreement == scope.agreement)
    rows = list(_withdrawn(session, scope, {*ids, *map(str, session.scalars(own))}))
    certificates = list(_certificates(session, scope, found["completions"]))
    told = "Which certificates were issued for those completions, and which are revoked?"
    found["certificates"] = Table("certificates", told, CERTIFICATES, (), certificates)
    answers = "What was recorded in error, and counts for nothing?"
    found["withdrawals"] = Table("withdrawals", answers, WITHDRAWALS, (), rows)
    return found


def people_of(scope: Scope) -> Table:
    """Tell who ever served the agreement, from when to when, and who does on the day."""
    day, rows = scope.question.as_of, []
    for name, person in scope.people.items():
        worker = person.described_on(day).worker
        told = (worker.name, scope.hidden.words(worker.team), scope.hidden.words(worker.role))
        for span in person.spans:
            serves = span.holds(day) and employed_on(person.records, day)
            on_the_day = "yes" if serves else "no"
            service = (span.from_on, span.to_on, span.access_granted_on, str(span.id))
            employed = (worker.hired_on, worker.ended_on)
            rows.append((name, *told, *employed, span.listed_as, *service, on_the_day, span.entry))
    answers = "Who served under the agreement, from when to when?"
    return Table("people", answers, PEOPLE, (), rows)


class _Clean:
    """Cleans the rows of one report of what is not the agreement's business."""

    def __init__(self, scope: Scope, names: Sequence[str], typed: set[str]) -> None:
        self._scope, self._names = scope, tuple(names)
        self._typed = typed - {"worker_id", "worker_name", "reason", "document"}
        self._typed |= {"why", "note", "what_happened"}

    def row(self, report: str) -> Callable[[Sequence[Any]], Row | None]:
        """Return what cleans a row of a report; it returns None for a row that is left out."""
        own = {
            "completions": self._completed,
            "exceptions": self._excepted,
            "before-access": self._accessed,
        }
        return own.get(report, self._plain)

    def _plain(self, row: Sequence[Any]) -> Row | None:
        return self._cleaned(dict(zip(self._names, row, strict=True)))

    def _completed(self, row: Sequence[Any]) -> Row | None:
        told = dict(zip(self._names, row, strict=True))
        day = date.fromisoformat(str(told["completed_on"]))
        hidden = self._scope.hidden
        told["document"] = hidden.free(told["document"], told["worker_id"], day, day)
        return self._cleaned(told)

    def _accessed(self, row: Sequence[Any]) -> Row | None:
        told = dict(zip(self._names, row, strict=True))
        told["worker_name"] = self._described(told["worker_id"]).name
        return self._cleaned(told)

    def _described(self, worker: str) -> Worker:
        root = self._scope.root[WorkerId(worker)]
        return self._scope.people[root].described_on(self._scope.question.as_of).worker

    def _excepted(self, row: Sequence[Any]) -> Row | None:
        told = dict(zip(self._names, row, strict=True))
        worker, first, last = told["worker_id"], told["from_on"], told["to_on"]
        root = self._scope.root.get(worker, worker)
        ends = last or date.max
        own = self._scope.days.get(root, ())
        if not any(one.from_on <= ends and first <= one.to_on for one in own):
            return None
        begins = min(first, told["decided_on"])
        for name in ("reason", "document", "withdrawn_because"):
            told[name] = self._scope.hidden.free(told[name], worker, begins, last)
        described = self._described(worker)
        told |= {"worker_name": described.name, "team": described.team}
        return self._cleaned(told)

    def _cleaned(self, told: dict[str, Any]) -> Row:
        words = self._scope.hidden.words
        if "manager_id" in told and told["manager_id"] not in self._scope.root:
            told["manager_id"] = ""
        return tuple(
            words(cell) if name in self._typed and isinstance(cell, str) else cell
            for name, cell in told.items()
        )


def _withdrawn(session: Session, scope: Scope, ids: set[str]) -> Iterator[Row]:
    row = WithdrawalRow
    for piece in batches(sorted(scope.root), IDS_AT_ONCE):
        query = select(row).where(row.worker_id.in_(piece), row.recorded_at < scope.before)
        for one in session.scalars(query.order_by(row.worker_id, row.entry)):
            if str(one.fact_id) in ids:
                reason = scope.hidden.free(one.reason, one.worker_id, None, None)
                told = (str(one.id), one.what, str(one.fact_id), one.worker_id)
                yield (*told, one.approved_by, reason, one.recorded_at.isoformat(), one.entry)


def _certificates(session: Session, scope: Scope, completions: Table) -> Iterator[Row]:
    """Tell every certificate of some completions: the first, and those that corrected it."""
    row, gone = CertificateRow, RevocationRow
    ids = sorted(UUID(str(one[0])) for one in completions.rows)
    for piece in batches(ids, IDS_AT_ONCE):
        revoked = and_(gone.number == row.number, gone.recorded_at < scope.before)
        query = (
            select(
                *(row.number, row.worker_id, row.completion_id, row.issued_at, row.corrects),
                *(gone.recorded_at, gone.cause, row.sha256, row.size),
            )
            .outerjoin(gone, revoked)
            .where(row.completion_id.in_(piece), row.issued_at < scope.before)
            .order_by(row.completion_id, row.issued_at, row.number)
        )
        for one in session.execute(query):
            ended = (one.recorded_at.isoformat(), one.cause) if one.recorded_at else ("", "")
            issued = (one.number, one.worker_id, str(one.completion_id), one.issued_at.isoformat())
            yield (*issued, one.corrects or "", *ended, one.sha256, one.size)


def by_worker(table: Table, scope: Scope) -> dict[WorkerId, list[dict[str, Any]]]:
    """Return the rows of a table by the person they are about."""
    found: dict[WorkerId, list[dict[str, Any]]] = {}
    for row in table.told():
        worker = WorkerId(row["worker_id"])
        found.setdefault(scope.root.get(worker, worker), []).append(row)
    return found
