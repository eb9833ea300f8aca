"""What the invented officer decides in the last year: leaves, more time, corrections, a merge."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.record_training import Elsewhere, record_training
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.demonstration.staff import OFFICER, TWICE
from lms.kernel.access import ALLOWED, Actor, Role
from lms.kernel.ids import AgreementId, CourseId, RequirementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import all_workers
from lms.standing.records import ExceptionKind

ANNUAL: Final = RequirementId("part2-core-annual")
PART2: Final = CourseId("part2-core")
SECURITY: Final = CourseId("security-awareness")
DECIDING: Final = Actor("officer", OFFICER[1], ALLOWED[Role.OFFICER], WorkerId(OFFICER[0]))
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Scene:
    """A unit of work, its day, and the ids of workers by name."""

    work: UnitOfWork
    day: date
    ids: Mapping[str, WorkerId]


Deed = Callable[[Scene, WorkerId], object]


def _leave(begun_days_ago: int, back: int | None) -> Deed:
    def record(scene: Scene, worker: WorkerId) -> object:
        first = scene.day - timedelta(days=begun_days_ago)
        last = None if back is None else scene.day + timedelta(days=back) - _DAY
        leave = Decision(kind=ExceptionKind.LEAVE, worker=worker, from_on=first, to_on=last)
        return grant_exception(scene.work, leave)

    return record


def _until(kind: ExceptionKind, days: int, reason: str) -> Deed:
    def record(scene: Scene, worker: WorkerId) -> object:
        last = scene.day + timedelta(days=days)
        given = Decision(kind=kind, worker=worker, requirement=ANNUAL, to_on=last, reason=reason)
        return grant_exception(scene.work, given)

    return record


def _elsewhere(document: str) -> Deed:
    def record(scene: Scene, worker: WorkerId) -> object:
        done_on = scene.day - 3 * _DAY
        done = Elsewhere(
            worker=worker, course=SECURITY, completed_on=done_on, document=document, version=1
        )
        return record_training(scene.work, done)

    return record


def _mistaken(scene: Scene, worker: WorkerId) -> object:
    """Record a certificate, find that it is somebody else's, and record the right one."""
    wrong = Elsewhere(
        worker=worker,
        course=SECURITY,
        completed_on=scene.day - 9 * _DAY,
        document="Certificate 5120 of Wren Street Recovery",
        version=1,
    )
    fact = record_training(scene.work, wrong)
    why = "The certificate is that of another Gallagher."
    withdraw_fact(scene.work, Correction(what=What.COMPLETION, fact=fact, reason=why))
    right = Elsewhere(
        worker=worker,
        course=SECURITY,
        completed_on=scene.day - 5 * _DAY,
        document="Certificate 5210 of Wren Street Recovery",
        version=1,
        corrects=fact,
    )
    return record_training(scene.work, right)


def _again(incident: str, agreement: str, days: int) -> Deed:
    def open_it(scene: Scene, worker: WorkerId) -> object:
        asked = Opening(
            workers=(worker,),
            course=PART2,
            incident=incident,
            due_on=scene.day + timedelta(days=days),
            agreement=AgreementId(agreement),
        )
        return open_retraining(scene.work, asked)

    return open_it


def _one_person(scene: Scene, worker: WorkerId) -> object:
    why = "The staff file had her twice after the change of payroll."
    same = SamePerson(duplicate=scene.ids[TWICE[1]], survivor=worker, reason=why)
    return merge_workers(scene.work, same)


PLAN: Final[tuple[tuple[int, str, Deed], ...]] = (
    (300, "Sable Thorne", _leave(0, None)),
    (262, "Sable Thorne", _leave(38, 1)),
    (120, "Wilder Fenn", _elsewhere("Certificate 4471 of Harbor Steps")),
    (80, "Finn Gallagher", _mistaken),
    (60, "Briar Holt", _until(ExceptionKind.WAIVER, 90, "No access to records until spring")),
    (50, TWICE[0], _one_person),
    (40, "Clover Nash", _leave(0, None)),
    (34, "Cosmo Reed", _again("INC-2026-014", "QSOA-LOW-TIDE", 20)),
    (25, "Magnus Aldous", _leave(20, 45)),
    (15, "Hollis Bramble", _until(ExceptionKind.EXTENSION, 30, "Court testimony")),
    (9, "Mira Solberg", _again("INC-2026-019", "QSOA-WREN-STREET", 30)),
    (8, "Noor Haddad", _until(ExceptionKind.EXTENSION, 21, "Jury duty")),
)
"""How many days before the demonstration begins, about whom, and what."""


def decide(work: UnitOfWork, day: date, today: date) -> int:
    """Take the decisions of a day; return how many. Whoever is not there yet is passed over."""
    due = list(planned(day, today))
    ids = {one.name: one.id for one in all_workers(work.session).values()}
    scene = Scene(work, day, ids)
    known = [(ids[name], deed) for name, deed in due if name in ids]
    for worker, deed in known:
        deed(scene, worker)
    return len(known)


def planned(day: date, today: date) -> Iterator[tuple[str, Deed]]:
    """Yield about whom something is to be decided on a day, and what."""
    for days, name, deed in PLAN:
        if day == today - timedelta(days=days):
            yield name, deed
