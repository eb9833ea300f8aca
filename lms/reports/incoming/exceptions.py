"""What would a file of leaves, or of extensions and waivers, change?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from lms.kernel.ids import RequirementId
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import PARTED_BY
from lms.reports.incoming.kind import Judged, Kind, Place, Verdict
from lms.reports.incoming.persons import Persons, persons
from lms.requirements.store import requirements_in_force
from lms.standing.civil import civil_day
from lms.standing.deciding import check_exception
from lms.standing.reader import EXCEPTIONS, LEAVES, read_exception, read_leave
from lms.standing.records import ExceptionKind, ExceptionRecord, Source
from lms.standing.store import exception_columns, exceptions_count, exceptions_of
from lms.standing.tables import ExceptionRow
from lms.standing.told import ToldException, ToldLeave

_DAY = timedelta(days=1)


class Leaves(Kind[ToldLeave]):
    """Leaves, known by worker and first day away."""

    things = "leaves"
    columns = LEAVES
    owner_column = "worker_id"
    table = ExceptionRow
    order = ("worker_id", "id")

    def read(self, cells: Cells) -> ToldLeave:
        """Read a leave."""
        return read_leave(cells)

    def place(self, told: ToldLeave) -> Place:
        """Know a leave by its first day: a worker may be away again later."""
        return Place(told.worker, told.first_day_away.isoformat())

    def name(self, told: ToldLeave) -> str:
        """Name the leave."""
        return f"The leave of {told.worker} from {told.first_day_away}"

    def judge(self, rows: Sequence[tuple[int, ToldLeave]]) -> Iterator[Judged]:
        """Judge leaves: nobody is away before their hire."""
        workers = list(dict.fromkeys(told.worker for _, told in rows))
        who = persons(self.work.session, workers, self.problems)
        known = exceptions_of(self.work.session, workers)
        for number, told in rows:
            who.here(number, told.worker, "first_day_away", told.first_day_away)
            yield _judged(self._record(told), known)

    def known(self) -> int:
        """Count the leaves."""
        return exceptions_count(self.work.session, (ExceptionKind.LEAVE,))

    def _record(self, told: ToldLeave) -> ExceptionRecord:
        back = told.first_day_back
        return ExceptionRecord(
            id=self.work.new_id(),
            kind=ExceptionKind.LEAVE,
            worker_id=told.worker,
            requirement=None,
            decided_on=told.first_day_away,
            from_on=told.first_day_away,
            to_on=back - _DAY if back else None,
            source=Source.IMPORT,
            entry=0,
            **self.stamp(),
        )


class Exceptions(Kind[ToldException]):
    """Extensions and waivers, known by kind, worker, requirement and day of the decision."""

    things = "extensions and waivers"
    columns = EXCEPTIONS
    owner_column = "worker_id"
    table = ExceptionRow
    order = ("worker_id", "id")

    def read(self, cells: Cells) -> ToldException:
        """Read an extension or a waiver."""
        return read_exception(cells)

    def place(self, told: ToldException) -> Place:
        """Know a decision by its day: of one kind, one is taken about a requirement on it."""
        key = PARTED_BY.join((told.kind, told.requirement, told.decided_on.isoformat()))
        return Place(told.worker, key)

    def name(self, told: ToldException) -> str:
        """Name the decision."""
        return f"The {told.kind} for {told.worker} of {told.decided_on}"

    def judge(self, rows: Sequence[tuple[int, ToldException]]) -> Iterator[Judged]:
        """Judge decisions, by the rules that hold for one taken here."""
        workers = list(dict.fromkeys(told.worker for _, told in rows))
        who = persons(self.work.session, workers, self.problems)
        known = exceptions_of(self.work.session, workers)
        for number, told in rows:
            record = self._record(told)
            self._check(number, record, who)
            yield _judged(record, known)

    def known(self) -> int:
        """Count the extensions and waivers."""
        kinds = (ExceptionKind.EXTENSION, ExceptionKind.WAIVER)
        return exceptions_count(self.work.session, kinds)

    @cached_property
    def _requirements(self) -> frozenset[RequirementId]:
        return frozenset(requirements_in_force(self.work.session))

    def _check(self, number: int, record: ExceptionRecord, who: Persons) -> None:
        if record.requirement not in self._requirements:
            told = f"There is no requirement {record.requirement}. Bring it in first."
            self.problems.add(number, "requirement", told)
        person = who.here(number, record.worker_id, "from_on", record.from_on)
        if person is None:
            return
        # Whoever decided may live ahead of the worker, so the later of both days counts.
        today = max(self.today, civil_day(self.work.now, person.now.time_zone))
        for fault in check_exception(record, today):
            self.problems.add(number, "", fault)
        if person.now.email and record.approved_by.casefold() == person.now.email.casefold():
            told = "Nobody approves their own. Name whoever else approved it."
            self.problems.add(number, "approved_by", told)

    def _record(self, told: ToldException) -> ExceptionRecord:
        return ExceptionRecord(
            id=self.work.new_id(),
            kind=told.kind,
            worker_id=told.worker,
            requirement=told.requirement,
            decided_on=told.decided_on,
            from_on=told.from_on,
            to_on=told.to_on,
            approved_by=told.approved_by,
            reason=told.reason,
            source=Source.IMPORT,
            entry=0,
            **self.stamp(),
        )


def _judged(record: ExceptionRecord, known: dict[tuple[str, ...], tuple[object, ...]]) -> Judged:
    before = known.get(record.key)
    if before == record.terms:
        return Judged(Verdict.UNCHANGED)
    fact: dict[str, Any] = exception_columns(record)
    del fact["entry"]
    return Judged(Verdict.CREATED if before is None else Verdict.UPDATED, fact)
