"""Is the population complete? A roster is held against the records, person by person."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.errors import Fault, Refused
from lms.kernel.ids import WorkerId
from lms.people.employment import employed_on
from lms.people.model import Listed, Roster
from lms.people.store import records_of, within
from lms.people.tables import WorkerRow
from lms.reports.agreement.serving import people_in_scope
from lms.reports.asking import Answer, Column, Question, Rows
from lms.reports.known import EVER, merges, root_of
from lms.standing.explanation import in_words


class Where(StrEnum):
    """Where somebody stands: in both lists, or in one alone."""

    BOTH = "both"
    ROSTER_ONLY = "roster_only"
    RECORDS_ONLY = "records_only"


COLUMNS: Final = (
    Column("worker_id", "The worker's number, as the list has it.", typed=True),
    Column("name", "The worker's name in the records; else as the roster has it.", typed=True),
    Column("where", "both, roster_only or records_only; the words are told under Status."),
    Column("note", "What bears on it: another name, another id, an end.", typed=True),
)
WHERE: Final = (
    Column(Where.BOTH, "On the roster and on record."),
    Column(Where.ROSTER_ONLY, "On the roster, and not among those on record for that day."),
    Column(Where.RECORDS_ONLY, "On record for that day, and not on the roster."),
)


class Line(NamedTuple):
    """One person of the roster or of the records."""

    worker: WorkerId
    name: str
    where: Where
    note: str


@dataclass(frozen=True)
class Reconciled:
    """All lines in order of id; how many lines each list has, and how many the roster left out.

    `left_out` are those whom the roster itself has not there on the day.
    """

    lines: tuple[Line, ...]
    sha256: str
    on_roster: int
    on_record: int
    left_out: int

    @property
    def counts(self) -> Mapping[Where, int]:
        """How many lines stand where."""
        return Counter(one.where for one in self.lines)


def reconciliation(session: Session, question: Question) -> Answer:
    """List everybody who is on the roster, on record, or both, in order of id.

    Raises `Refused` for a question without a roster, or one narrowed by team or requirement.
    """
    found = reconciled(session, question)
    return Answer(COLUMNS, _rows(found), tuple(_header(found)))


def reconciled(session: Session, question: Question) -> Reconciled:
    """Hold the roster against whoever is employed on the day, or serves the agreement then.

    Every line of the roster that is there on the day is in both or on the roster alone; everybody
    on record is in both or on record alone; nobody is in two of the three.
    """
    roster = _roster(question)
    desk = _Desk(session, question)
    there = [one for one in roster.people if one.there_on(question.as_of)]
    left = {one.worker: one for one in roster.people if not one.there_on(question.as_of)}
    found = [desk.listed(one) for one in there]
    matched = {desk.root(one.worker) for one in there}
    missing = [desk.recorded(one, left) for one in desk.on_record if one not in matched]
    lines = sorted([*found, *missing], key=lambda line: line.worker)
    return Reconciled(tuple(lines), roster.sha256, len(there), len(desk.on_record), len(left))


def _roster(question: Question) -> Roster:
    if question.roster is None:
        raise Refused.of([Fault("Choose the roster: a CSV file with worker_id.", "file")])
    if question.team is not None or question.requirement is not None:
        raise Refused(
            "A roster is held against everybody, or against one agreement. "
            "Leave out the team and the requirement."
        )
    return question.roster


class _Desk:
    """The records of a question, as a roster is held against them."""

    def __init__(self, session: Session, question: Question) -> None:
        self._question = question
        before = question.known_before
        self._merged = merges(session, before or EVER)
        reached = select(WorkerRow.id).where(within(question.scope, WorkerRow.id))
        self._records = records_of(session, map(WorkerId, session.scalars(reached)), before)
        self.on_record = dict.fromkeys(self._on_record(session))

    def _on_record(self, session: Session) -> Iterator[WorkerId]:
        question = self._question
        if question.agreement is not None:
            served = people_in_scope(
                session, question.agreement, question.as_of, question.known_before
            )
            yield from (one.worker for one in served if one.worker in self._records)
            return
        for worker, records in self._records.items():
            if employed_on(records, question.as_of):
                yield self.root(worker)

    def root(self, worker: WorkerId) -> WorkerId:
        """Return whose id it is."""
        return root_of(self._merged, worker)

    def listed(self, one: Listed) -> Line:
        """Tell of somebody on the roster."""
        root = self.root(one.worker)
        name = self._name(root)
        notes = []
        if root != one.worker:
            notes.append(f"Counts as {root}.")
        if name and one.name and " ".join(name.split()) != " ".join(one.name.split()):
            notes.append(f"The roster says “{one.name}”.")
        if root in self.on_record:
            return Line(one.worker, name, Where.BOTH, " ".join(notes))
        notes.append(self._why_not(root))
        return Line(one.worker, name or one.name, Where.ROSTER_ONLY, " ".join(notes))

    def recorded(self, worker: WorkerId, left: Mapping[WorkerId, Listed]) -> Line:
        """Tell of somebody on record who is not on the roster."""
        note = f"Employed since {in_words(self._records[worker][-1].worker.hired_on)}."
        gone = left.get(worker)
        if gone is not None and gone.ended_on is not None and gone.ended_on <= self._day:
            note = f"The roster has them ended on {in_words(gone.ended_on)}."
        elif gone is not None:
            note = "The roster has them hired later."
        return Line(worker, self._name(worker), Where.RECORDS_ONLY, note)

    @property
    def _day(self) -> date:
        return self._question.as_of

    def _name(self, worker: WorkerId) -> str:
        return self._records[worker][-1].worker.name if worker in self._records else ""

    def _why_not(self, worker: WorkerId) -> str:
        if worker not in self._records:
            return "No record has this id."
        if not employed_on(self._records[worker], self._day):
            return "On record, and not as employed on that day."
        return "On record, and not as serving this agreement on that day."


def _rows(found: Reconciled) -> Rows:
    for line in found.lines:
        yield (line.worker, line.name, line.where.value, line.note)


def _header(found: Reconciled) -> Iterator[tuple[str, str]]:
    yield "Roster, SHA-256", found.sha256
    yield "On the roster", str(found.on_roster)
    yield "On record", str(found.on_record)
    yield "In both", str(found.counts[Where.BOTH])
    yield "On the roster alone", str(found.counts[Where.ROSTER_ONLY])
    yield "On record alone", str(found.counts[Where.RECORDS_ONLY])
    if found.left_out:
        yield "Lines of people whom the roster itself has not there that day", str(found.left_out)
