"""Whose and which records a pack is of: worked out once, and kept to by all that it holds."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.agreements.model import Agreement
from lms.kernel.ids import AgreementId, CourseId, RequirementId, WorkerId
from lms.people.model import WorkerRecord
from lms.people.store import records_of
from lms.reports.agreement.described import Description, descriptions_of
from lms.reports.agreement.pack.hidden import Hidden
from lms.reports.agreement.scope import concerned_by, serving_by
from lms.reports.agreement.serving import Days, Served, days_served, spans_served
from lms.reports.asking import Question
from lms.reports.histories import Asked, asked_of
from lms.reports.known import EVER, merges, root_of


@dataclass(frozen=True)
class Person:
    """Somebody who ever served the agreement: as described on the day, and when they served it."""

    records: tuple[WorkerRecord, ...]
    spans: tuple[Served, ...]
    ids: tuple[WorkerId, ...]

    def described_on(self, day: date) -> WorkerRecord:
        """Return how they were described on a day; before all records, by the first."""
        known = (one for one in reversed(self.records) if one.recorded_on <= day)
        return next(known, self.records[0])


@dataclass(frozen=True)
class Scope:
    """The agreement, who ever served it up to the day, and what is its business.

    `root` is who an id belongs to: a person who was merged has several.
    """

    question: Question
    agreement: AgreementId
    descriptions: tuple[Description, ...]
    people: dict[WorkerId, Person]
    root: dict[WorkerId, WorkerId]
    days: dict[WorkerId, tuple[Days, ...]]
    requirements: dict[RequirementId, Asked]
    hidden: Hidden

    @property
    def described(self) -> Agreement:
        """The agreement as it was last described."""
        return self.descriptions[-1].agreement

    @property
    def courses(self) -> frozenset[CourseId]:
        """The courses that fulfil what is asked."""
        return frozenset(one.course for one in self.requirements.values())

    @property
    def before(self) -> datetime:
        """The instant from which on records are left out."""
        return self.question.known_before or EVER

    def serves_on(self, worker: WorkerId, day: date) -> bool:
        """Say whether somebody serves the agreement on a day."""
        return any(one.from_on <= day <= one.to_on for one in self.days.get(worker, ()))


def scope_of(session: Session, question: Question) -> Scope:
    """Work out what a pack is of; raise `NotFound` if there is no such agreement."""
    agreement = question.agreement
    if agreement is None:
        raise ValueError("a pack is of one agreement")
    before = question.known_before
    descriptions = descriptions_of(session, agreement, before)
    serving = session.scalars(serving_by(agreement, question.as_of, before))
    ids = sorted(WorkerId(str(one)) for one in serving)
    merged = merges(session, before or EVER)
    root = {one: root_of(merged, one) for one in ids}
    records = records_of(session, ids, before)
    spans: dict[WorkerId, list[Served]] = {}
    for one in spans_served(session, agreement, before):
        if one.from_on <= question.as_of:
            spans.setdefault(one.worker, []).append(one)
    people = {
        worker: Person(
            records[worker],
            tuple(spans.get(worker, ())),
            tuple(one for one in ids if root[one] == worker),
        )
        for worker in sorted(set(root.values()))
        if worker in records
    }
    asked = asked_of(session, before)
    concerned = concerned_by(asked, question)
    return Scope(
        question=question,
        agreement=agreement,
        descriptions=descriptions,
        people=people,
        root=root,
        days=days_served(session, question) or {},
        requirements={name: one for name, one in asked.items() if name in concerned},
        hidden=Hidden(session, agreement, ids),
    )
