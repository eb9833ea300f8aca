"""What happened to each worker under each requirement? The ground of every standing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.kernel.ids import AgreementId, CourseId, RequirementId, WorkerId
from lms.people.employment import Stretch, stretches_of
from lms.people.model import Worker, WorkerRecord
from lms.people.store import records_of
from lms.reports.known import Known, known_of
from lms.requirements.duties import Ruled, duties_in, in_force, not_overtaken
from lms.requirements.model import Requirement, Version
from lms.requirements.store import requirement_versions
from lms.standing.model import Duty, History, Period
from lms.standing.periods import periods_of
from lms.standing.policy import OpenCycles, Policy, RuleFloor, Terms

WORKERS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement with all its versions, and the terms that they set."""

    versions: tuple[Version, ...]
    rules: tuple[Ruled, ...]
    terms: tuple[Terms, ...]
    course: CourseId
    aligns: bool

    @property
    def newest(self) -> Requirement:
        """The requirement as it was last decided."""
        return self.versions[-1].requirement

    def on(self, day: date) -> Requirement:
        """Return the requirement as it stood on a day; before all versions, the first."""
        in_force = (one for one in reversed(self.versions) if one.effective_on <= day)
        return next(in_force, self.versions[0]).requirement


class Story(NamedTuple):
    """One worker and one requirement, and what happened between them.

    `records` are the worker's descriptions, oldest first; `certificates` holds the numbers by
    the day of the completion they were issued for.
    """

    records: tuple[WorkerRecord, ...]
    asked: Asked
    history: History
    certificates: Mapping[date, str]

    @property
    def worker(self) -> Worker:
        """The worker as last described."""
        return self.records[-1].worker

    @property
    def requirement(self) -> Requirement:
        """The requirement as it was last decided."""
        return self.asked.newest

    def worker_on(self, day: date) -> Worker:
        """Return the worker as described on a day; before all records, by the first."""
        known = (one for one in reversed(self.records) if one.recorded_on <= day)
        return next(known, self.records[0]).worker

    @property
    def terms(self) -> tuple[Terms, ...]:
        """The terms by which the history is judged."""
        return self.asked.terms


def asked_of(session: Session, before: datetime | None = None) -> dict[RequirementId, Asked]:
    """Return every requirement with its versions and terms, by id, in order."""
    known = requirement_versions(session, before)
    return {name: _asked(versions) for name, versions in known.items()}


def stories(
    session: Session,
    workers: Iterable[WorkerId],
    before: datetime | None = None,
    alone: AgreementId | None = None,
) -> Iterator[Story]:
    """Yield every worker's history under every requirement that was ever theirs, in order.

    With an instant, only what was recorded before it. Whoever was merged into another worker
    has none: what they did counts for the other. With an agreement that stands `alone`, everybody
    is judged as if they served no other.
    """
    asked = asked_of(session, before)
    for piece in batches(workers, WORKERS_AT_ONCE):
        matter = _agreements_matter(asked)
        known = known_of(session, piece, before, agreements=matter, alone=alone)
        records = records_of(session, known.everybody, before)
        for worker in piece:
            own = [records[one] for one in known.ids_of(worker) if one in records]
            if own and worker in records:
                stretches = tuple(part for one in own for part in stretches_of(one))
                yield from _of_one(records[worker], stretches, asked, known)


def _asked(told: tuple[Version, ...]) -> Asked:
    versions = not_overtaken(told)
    newest = versions[-1].requirement
    return Asked(
        versions,
        in_force(versions),
        tuple(_terms(place, version) for place, version in enumerate(versions)),
        newest.course,
        any(one.requirement.align for one in versions),
    )


def _terms(place: int, version: Version) -> Terms:
    return Terms(
        effective_on=version.effective_on if place else date.min,
        policy=policy_of(version.requirement),
        open_cycles=OpenCycles.REDATE if version.redates else OpenCycles.KEEP,
        protected_until=version.protected_until,
    )


def policy_of(requirement: Requirement) -> Policy:
    """Return what a requirement asks, in the words of the rules."""
    floor = requirement.rule_floor
    return Policy(
        cadence_months=requirement.cadence_months,
        window_days=requirement.window_days,
        keep_anniversary=requirement.keep_anniversary,
        initial_days=requirement.initial_days,
        return_days=requirement.return_days,
        fixed_dates=tuple(_month_and_day(one) for one in requirement.fixed_dates),
        align=requirement.align,
        rule_floor=RuleFloor(floor.rule, floor.from_on, floor.refresh_days) if floor else None,
        grace_days=requirement.grace_days,
    )


def _month_and_day(written: str) -> tuple[int, int]:
    month, _, day = written.partition("-")
    return int(month), int(day)


def _agreements_matter(asked: Mapping[RequirementId, Asked]) -> bool:
    return any(
        version.requirement.audience.agreements
        for one in asked.values()
        for version in one.versions
    )


def _of_one(
    records: tuple[WorkerRecord, ...],
    stretches: tuple[Stretch, ...],
    asked: Mapping[RequirementId, Asked],
    known: Known,
) -> Iterator[Story]:
    told = list(_told(records, stretches, asked, known))
    anniversaries: dict[RequirementId, tuple[Period, ...]] | None = None
    for story in told:
        if story.asked.aligns:
            if anniversaries is None:
                anniversaries = {
                    one.requirement.id: periods_of(one.terms, one.history)
                    for one in told
                    if not one.asked.aligns
                }
            neighbours = tuple(anniversaries.values())
            yield story._replace(history=replace(story.history, neighbours=neighbours))
        else:
            yield story


def _told(
    records: tuple[WorkerRecord, ...],
    stretches: tuple[Stretch, ...],
    asked: Mapping[RequirementId, Asked],
    known: Known,
) -> Iterator[Story]:
    worker = records[-1].worker.id
    services = known.services_of(worker)
    for name, one in asked.items():
        spans = duties_in(one.rules, stretches, services)
        if not spans:
            continue
        done = known.completions_of(worker, one.course)
        history = History(
            duties=tuple(Duty(*span) for span in spans),
            completions=tuple(done.completions),
            extensions=known.extensions_of(worker, name),
            leaves=known.leaves_of(worker),
            waivers=known.waivers_of(worker, name),
            editions=known.editions_of(one.course),
        )
        yield Story(records, one, history, done.certificates)
