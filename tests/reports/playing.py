"""A house in which something happens on one day after the other, by actions and by facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import select

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.publish_courses import publish_courses
from lms.actions.record_training import Elsewhere, record_training
from lms.actions.restate_standing import restate_standing
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.courses.tables import CourseVersionRow
from lms.kernel.access import SYSTEM
from lms.kernel.ids import CertificateNumber, CompletionId, RequirementId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.employment import first_day_of
from lms.people.model import Worker
from lms.people.store import record_workers, records_of, worker_ids
from lms.requirements.model import Audience, Requirement, Version
from lms.requirements.store import record_requirements, requirements_in_force
from lms.standing.records import ExceptionKind, Kind
from lms.standing.store import add_completion
from tests.builders import StillClock, a_requirement, a_worker
from tests.courses.tiny import TINY, a_library
from tests.reports.house import DONE, somebody
from tests.standing.invented import Numbered

BEGINS: Final = date(2026, 1, 5)
YEARLY: Final = a_requirement(course=TINY)
NARROW: Final = RequirementId("claims-half-yearly")
CLAIMS: Final = a_requirement(
    id=NARROW, course=TINY, audience=Audience(teams=("Claims",)), cadence_months=6
)
APPROVER: Final = WorkerId("W-900")
"""Somebody to whom nothing happens, so that nobody decides about themselves."""
TEAMS: Final = ("Claims", "Coding")
_DAY: Final = timedelta(days=1)
_T = TypeVar("_T")


@dataclass
class House:
    """The house, with the clock that its days go by and the choices that belong to a number."""

    workshop: Workshop
    clock: StillClock
    chance: Numbered
    day: date = BEGINS
    staff: dict[WorkerId, Worker] = field(default_factory=dict)
    facts: list[tuple[What, UUID]] = field(default_factory=list)
    merged: set[WorkerId] = field(default_factory=set)
    versions: int = 1

    def opens(self, folder: Path) -> None:
        """Take six people on, with one course and one requirement."""
        self._morning()
        with self.workshop.work(SYSTEM) as work:
            staff = [somebody(number, f"Worker {number}", "Claims", 10) for number in range(1, 6)]
            self.record(work, *staff, somebody(10, "Maren Slate", "Management", None))
            above = a_worker(id=APPROVER, name="Ines Marlow", team="", manager=None)
            record_workers(work.session, [above], work.now, self.day, "test")
            publish_courses(work, a_library(folder))
            record_requirements(work.session, [Version(YEARLY, YEARLY.from_on)], work.now, "test")
            restate_standing(work, worker_ids(work.session))

    def lives_a_day(self) -> None:
        """Let some days pass, and then several things happen on one."""
        self.day += (self.chance.below(25) + 1) * _DAY
        self._morning()
        for _ in range(self.chance.below(4) + 1):
            happens: Callable[[House, UnitOfWork], None] = self.one_of(HAPPENINGS)
            with self.workshop.work(SYSTEM) as work:
                happens(self, work)
            self.clock.forward(minutes=5)

    def record(self, work: UnitOfWork, *workers: Worker) -> None:
        """Record workers as a staff file would."""
        self.staff |= {one.id: one for one in workers}
        record_workers(work.session, workers, work.now, self.day, "test")

    def somebody(self) -> Worker:
        """One of those who are not known under another id."""
        return self.one_of([one for name, one in self.staff.items() if name not in self.merged])

    def one_of(self, given: Sequence[_T]) -> _T:
        """Choose."""
        return given[self.chance.below(len(given))]

    def days_from_now(self, first: int, most: int) -> date:
        """A day so far from now."""
        return self.day + (first + self.chance.below(most)) * _DAY

    def _morning(self) -> None:
        self.clock.now = datetime(self.day.year, self.day.month, self.day.day, 15, tzinfo=UTC)


def moves(house: House, work: UnitOfWork) -> None:
    """Somebody changes team, name, manager; leaves, or is there again."""
    one = house.somebody()
    changed = house.one_of(
        (
            replace(one, team=house.one_of(TEAMS)),
            replace(one, role=house.one_of(("billing", "coding"))),
            replace(one, name=f"{one.name} Gild", manager=None),
            replace(one, ended_on=house.days_from_now(0, 30)),
            replace(one, ended_on=None, hired_on=max(one.ended_on or date.min, one.hired_on)),
        )
    )
    house.record(work, changed)
    restate_standing(work, [one.id])


def joins(house: House, work: UnitOfWork) -> None:
    """Somebody new comes, today or soon."""
    number = 100 + len(house.staff)
    hired_on = house.days_from_now(-5, 30)
    one = somebody(number, f"Worker {number}", house.one_of(TEAMS), 10, hired_on=hired_on)
    house.record(work, one)
    restate_standing(work, [one.id])


def completes(house: House, work: UnitOfWork) -> None:
    """Somebody passes the newest version here, or reads a refresher of it."""
    one, entry = house.somebody(), work.new_id().int
    kind = Kind.REFRESHER if house.chance.below(4) == 0 else Kind.FULL
    done = replace(
        DONE,
        id=CompletionId(work.new_id()),
        worker_id=one.id,
        course=TINY,
        course_version=house.versions,
        kind=kind,
        completed_at=work.now,
        completed_on=house.day,
        attempt_id=work.new_id(),
        certificate=CertificateNumber(f"P2L-{entry}"),
        recorded_at=work.now,
        entry=entry,
    )
    add_completion(work.session, done)
    house.facts.append((What.COMPLETION, done.id))
    restate_standing(work, [one.id])


def is_entered_late(house: House, work: UnitOfWork) -> None:
    """The officer enters training that was done elsewhere, some time ago, since the hire."""
    one = house.somebody()
    hired_on = first_day_of(records_of(work.session, [one.id])[one.id])
    if hired_on > house.day:
        return
    done = Elsewhere(
        worker=one.id,
        course=TINY,
        completed_on=max(house.days_from_now(-120, 121), hired_on),
        document="certificate 7",
        version=house.one_of((None, 1, house.versions)),
        approved_by=APPROVER,
    )
    house.facts.append((What.COMPLETION, record_training(work, done)))


def decides(house: House, work: UnitOfWork) -> None:
    """Somebody is given leave, more time or a waiver."""
    kind = house.one_of(tuple(ExceptionKind))
    leave = kind is ExceptionKind.LEAVE
    from_on = house.days_from_now(-10, 40) if kind is not ExceptionKind.EXTENSION else None
    last = max(from_on or house.day, house.day) + house.chance.below(60) * _DAY
    decision = Decision(
        kind=kind,
        worker=house.somebody().id,
        requirement=None if leave else house.one_of(list(requirements_in_force(work.session))),
        from_on=from_on,
        to_on=None if leave and house.chance.below(4) == 0 else last,
        approved_by=APPROVER,
        reason="court testimony",
    )
    house.facts.append((What.EXCEPTION, grant_exception(work, decision).id))


def changes_the_requirement(house: House, work: UnitOfWork) -> None:
    """A requirement is asked of somebody, or is asked otherwise from now on or later."""
    known = requirements_in_force(work.session)
    if NARROW not in known and house.chance.below(2):
        version = Version(CLAIMS, CLAIMS.from_on)
    else:
        before: Requirement = house.one_of(list(known.values()))
        changed = replace(
            before,
            cadence_months=house.one_of((6, 12, 24)),
            window_days=house.one_of((30, 60)),
            keep_anniversary=house.chance.below(3) > 0,
            initial_days=house.one_of((0, 30, 60)),
        )
        redates = house.chance.below(2) == 0
        spared = house.day + 30 * _DAY if redates else None
        version = Version(changed, house.days_from_now(0, 40), redates, spared)
    record_requirements(work.session, [version], work.now, "test")
    restate_standing(work, worker_ids(work.session))


def publishes(house: House, work: UnitOfWork) -> None:
    """A version of the course comes out, in force from today or soon."""
    house.versions += 1
    table = CourseVersionRow.__table__
    newest = work.session.scalars(select(CourseVersionRow)).first()
    columns = {column.name: getattr(newest, column.name) for column in table.columns}
    changed = {
        "version": house.versions,
        "effective_on": house.days_from_now(0, 30),
        "change": house.one_of(("material", "editorial")),
        "refresh_days": house.chance.below(60),
        "published_at": work.now,
    }
    work.session.add(CourseVersionRow(**{**columns, **changed}))
    work.session.flush()
    restate_standing(work, worker_ids(work.session))


def corrects(house: House, work: UnitOfWork) -> None:
    """Something was recorded in error, and is withdrawn."""
    if house.facts:
        what, fact = house.facts.pop(house.chance.below(len(house.facts)))
        correction = Correction(
            what=what, fact=fact, approved_by=APPROVER, reason="entered for somebody else"
        )
        withdraw_fact(work, correction)


def merges(house: House, work: UnitOfWork) -> None:
    """Two ids are found to be one person's."""
    one, other = house.somebody().id, house.somebody().id
    if one != other:
        same = SamePerson(
            duplicate=one, survivor=other, approved_by=APPROVER, reason="same date of birth"
        )
        merge_workers(work, same)
        house.merged.add(one)


HAPPENINGS: Final = (
    moves,
    joins,
    completes,
    completes,
    completes,
    is_entered_late,
    decides,
    decides,
    changes_the_requirement,
    publishes,
    corrects,
    merges,
)
