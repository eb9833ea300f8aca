"""A short history of every kind of fact, each recorded by the action that records it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from lms.actions.agreements.attest_agent import attest_agent
from lms.actions.agreements.cover_worker import cover_worker
from lms.actions.agreements.describe_agent import describe_agent
from lms.actions.agreements.describe_agreement import describe_agreement
from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.actions.agreements.rooms.close_audit_room import close_audit_room
from lms.actions.agreements.rooms.open_audit_room import Opening as Invited
from lms.actions.agreements.rooms.open_audit_room import open_audit_room
from lms.actions.agreements.rooms.visit_room import visit_room
from lms.actions.certificates.correct_certificate import Correcting, correct_certificate
from lms.actions.decide_requirement import decide_requirement
from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.imports.import_exceptions import import_exceptions
from lms.actions.imports.import_leaves import import_leaves
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.actions.learning.answer_drill import answer_drill
from lms.actions.ledger.hold_records import Holding, hold_records
from lms.actions.ledger.lift_hold import lift_hold
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.publish_courses import publish_courses
from lms.actions.save_answer import save_answer
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork, Workshop
from lms.requirements.reader import Told
from tests.actions.agreements.told import (
    PAPER,
    a_span,
    an_agent,
    an_agreement,
    an_attestation,
    told,
)
from tests.actions.office import OFFICER, decide, elsewhere, more_time, write_down
from tests.actions.school import ANNUAL, TAKER, School
from tests.builders import NOON, an_actor
from tests.courses.tiny import TINY, a_library
from tests.courses.versions import a_version
from tests.drills.stories import a_drill

WHY: Final = "a dispute about invoices"
MANY: Final = 60
"""So many workers come in by one file: more than its entry tells by their keys."""
SECOND: Final = an_actor(worker=WorkerId("W-002"), account="account-of-second")
_NAMED: Final = {1: "Tova Lindqvist", 2: "Tova Lindquist", 10: "Maren Slate", 900: "Ines Marlow"}
_WORKERS: Final = "worker_id,name,team,manager_id,hired_on\n" + "".join(
    f"W-{at:03},{_NAMED.get(at, f'Worker {at}')},Claims,{'W-010' if at < 10 else ''},2025-03-03\n"
    for at in (*range(1, MANY), 900)
)
_REQUIREMENTS: Final = """
[[requirement]]
id = "tiny-annual"
course = "tiny"
audience = { everyone = true }
basis = "policy"
citation = "Training policy 4.2"
from_on = 2024-01-01
cadence_months = 12
"""
_AGREEMENTS: Final = (
    "agreement_id,kind,program_id,program_name,effective_on\n"
    "A-1,qsoa,P-1,Harbor Recovery,2024-01-01\nA-2,combined,P-2,Quay Clinic,2024-03-01\n"
)
_COVERAGE: Final = "worker_id,agreement_id,from_on\n" + "".join(
    f"W-{at:03},A-{at % 2 + 1},2025-04-01\n" for at in range(1, 6)
)
_COMPLETIONS: Final = "worker_id,course,completed_at,document,approved_by\n" + "".join(
    f"W-{at:03},tiny,2025-05-{at - 10:02},old system {at},W-900\n" for at in range(11, 31)
)
_LEAVES: Final = (
    "worker_id,first_day_away,first_day_back\nW-003,2025-06-01,2025-07-01\nW-004,2025-08-01,\n"
)
_EXCEPTIONS: Final = (
    "kind,worker_id,requirement,decided_on,from_on,to_on,approved_by,reason\n"
    "waiver,W-005,tiny-annual,2025-06-01,2025-06-01,2025-09-01,W-900,no access to records\n"
)


def lived(workshop: Workshop, folder: Path) -> School:
    """Live through it: everything but derived rows and accounts comes about by an action."""
    with workshop.work(SYSTEM) as work:
        publish_courses(work, a_library(folder))
    for bring, file in (
        (import_workers, _WORKERS),
        (import_requirements, _REQUIREMENTS),
        (import_agreements, _AGREEMENTS),
        (import_coverage, _COVERAGE),
        (import_completions, _COMPLETIONS),
        (import_leaves, _LEAVES),
        (import_exceptions, _EXCEPTIONS),
    ):
        _bring_in(workshop, bring, file)
    school = School(workshop)
    _learn(school)
    _decide(workshop)
    _agree(workshop)
    _show(workshop)
    with workshop.work(TAKER) as work:
        answer_drill(work, a_drill(folder), (1, 1), {0: "She knows."})
    school.publish(a_version(folder, 2, NOON.date().replace(month=3, day=1)))
    return school


def _bring_in(
    workshop: Workshop, bring: Callable[[UnitOfWork, BinaryIO], Imported], file: str
) -> None:
    with workshop.work(SYSTEM) as work:
        came = bring(work, BytesIO(file.encode()))
    assert came.created, came


def _learn(school: School) -> None:
    """One passes under a misspelt name, another saves answers twice and fails."""
    number = school.complete().certificate
    assert number is not None
    with school.workshop.work(OFFICER) as work:
        right = Correcting(number=number, holder="Tova Lindkvist", reason="her passport")
        correct_certificate(work, right)
    attempt = school.begin(SECOND)
    for wrong in (2, 3):
        places = school.answers(attempt, wrong, SECOND)
        with school.workshop.work(SECOND) as work:
            save_answer(work, attempt, places)
    school.hand_in(attempt, 3, SECOND)


def _decide(workshop: Workshop) -> None:
    decide(workshop, more_time(worker=WorkerId("W-006")))
    done = write_down(workshop, elsewhere(worker=WorkerId("W-007")))
    with workshop.work(OFFICER) as work:
        withdraw_fact(work, Correction(what=What.COMPLETION, fact=done, reason="another's"))
    same = SamePerson(
        duplicate=WorkerId("W-002"), survivor=WorkerId("W-001"), reason="one badge, two spellings"
    )
    with workshop.work(OFFICER) as work:
        merge_workers(work, same)
        decide_requirement(work, Told(replace(ANNUAL, initial_days=45), redates=False))
        hold_records(work, Holding(matter="24-117", agreement=AgreementId("A-1"), reason=WHY))
        past = hold_records(work, Holding(matter="24-9", worker=WorkerId("W-003"), reason=WHY))
        lift_hold(work, past, "settled")


def _agree(workshop: Workshop) -> None:
    """Describe an agreement with its paper and its agent, cover somebody, and open retraining."""
    agreement = AgreementId("A-1")
    opening = Opening(
        workers=(WorkerId("W-008"),),
        course=TINY,
        incident="INC-2026-014",
        due_on=NOON.date(),
        approved_by=WorkerId("W-010"),
    )
    with workshop.work(OFFICER) as work:
        describe_agreement(work, told(an_agreement(id=agreement), paper=PAPER))
        cover_worker(work, a_span(worker=WorkerId("W-008"), agreement=agreement))
        agent = describe_agent(work, an_agent(agreement=agreement))
        attest_agent(work, an_attestation(agent=agent))
        open_retraining(work, opening)


def _show(workshop: Workshop) -> None:
    """Let an auditor in, who looks around, and out again."""
    agreement = AgreementId("A-1")
    invited = Invited(
        agreement=agreement,
        email="auditor@lowtide.example",
        guest="Tobin Marsh",
        until_on=NOON.date() + timedelta(days=30),
        approved_by=WorkerId("W-010"),
        reason="yearly review",
    )
    with workshop.work(OFFICER) as work:
        room = open_audit_room(work, invited).room
    with workshop.work(an_actor(Role.CLIENT_AUDITOR, account=room.account)) as work:
        visit_room(work, agreement, "the six answers")
    with workshop.work(OFFICER) as work:
        close_audit_room(work, agreement, room.id, "the review is over")
