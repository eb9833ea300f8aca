"""Who serves an agreement is recorded by days, and what is asked of them follows."""

from datetime import date
from typing import Any

import pytest

from lms.actions.agreements.cover_worker import cover_worker
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.agreements.model import Coverage
from lms.agreements.tables import CoverageRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import AgreementId, RequirementId, WorkerId
from lms.kernel.work import Workshop
from lms.reports.agreement.serving import coverage_history
from lms.reports.standing_of import standing_of
from tests.actions.agreements.told import OFFICER, a_span
from tests.actions.imports.incoming import kept, nothing_altered
from tests.builders import an_actor
from tests.reports.agreement.clients import TIDE, serving
from tests.reports.house import MANAGER, TODAY

ROWAN = WorkerId("W-003")


def cover(workshop: Workshop, span: Coverage) -> None:
    with workshop.work(OFFICER) as work:
        cover_worker(work, span)


def refusal(workshop: Workshop, span: Coverage) -> tuple[str, str]:
    before = kept(workshop, CoverageRow)
    with pytest.raises(Refused) as refused:
        cover(workshop, span)
    assert kept(workshop, CoverageRow) == before
    [fault] = refused.value.faults
    return fault.field, str(fault)


def test_what_the_agreement_asks_is_asked_from_the_first_day_of_service(
    workshop: Workshop,
) -> None:
    serving(workshop)
    cover(workshop, a_span())

    with workshop.look(SYSTEM) as work:
        dates = standing_of(work.session, ROWAN, RequirementId("tide-yearly"), TODAY)
    assert dates.required_from == date(2026, 1, 5)
    assert kept(workshop, CoverageRow)[1][-1] == "WorkerCovered"
    assert nothing_altered(workshop)


def test_an_end_is_a_new_fact_and_the_old_one_stays(workshop: Workshop) -> None:
    serving(workshop)
    cover(workshop, a_span())
    cover(workshop, a_span(to_on=TODAY))
    cover(workshop, a_span(to_on=TODAY))

    with workshop.look(SYSTEM) as work:
        history = [one for one in coverage_history(work.session, TIDE) if one.worker == ROWAN]
        dates = standing_of(work.session, ROWAN, RequirementId("tide-yearly"), TODAY)
    assert [(one.to_on, one.replaced) for one in history] == [(None, True), (TODAY, False)]
    assert dates.required_until == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"to_on": date(2026, 1, 4)}, "to_on", "The last day lies before the first"),
        ({"from_on": date(2025, 12, 9)}, "from_on", "was hired on 2025-12-10"),
        (
            {"worker": WorkerId("W-001"), "from_on": date(2025, 6, 1)},
            "from_on",
            "W-001 serves it from 2025-04-01 on already.",
        ),
        (
            {"worker": WorkerId("W-002"), "from_on": date(2025, 12, 31)},
            "from_on",
            "W-002 serves it from 2025-01-01 to 2025-12-31 already.",
        ),
        ({"to_on": date(3000, 1, 1)}, "to_on", "The year must be"),
    ],
)
def test_days_that_cannot_be_are_refused_with_a_sentence(
    workshop: Workshop, changes: dict[str, Any], field: str, said: str
) -> None:
    found, words = refusal(serving(workshop), a_span(**changes))

    assert found == field
    assert said in words


def test_service_may_begin_again_after_it_ended(workshop: Workshop) -> None:
    serving(workshop)
    cover(workshop, a_span(worker=WorkerId("W-002"), from_on=date(2026, 1, 1)))

    assert kept(workshop, CoverageRow)[0] == 8


def test_an_id_that_was_merged_is_refused_and_its_days_count_for_the_person(
    workshop: Workshop,
) -> None:
    with serving(workshop).work(SYSTEM) as work:
        same = SamePerson(
            duplicate=WorkerId("W-001"), survivor=ROWAN, approved_by=MANAGER, reason="one person"
        )
        merge_workers(work, same)

    assert "merged into W-003" in refusal(workshop, a_span(worker=WorkerId("W-001")))[1]
    assert "W-001 serves it from 2025-04-01 on already." in refusal(workshop, a_span())[1]


def test_what_is_not_there_cannot_be_served(workshop: Workshop) -> None:
    serving(workshop)

    assert refusal(workshop, a_span(worker=WorkerId("none")))[0] == "worker"
    with pytest.raises(NotFound):
        cover(workshop, a_span(agreement=AgreementId("none")))


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_nobody_but_an_officer_says_who_serves(workshop: Workshop, role: Role) -> None:
    with workshop.work(an_actor(role)) as work, pytest.raises(Forbidden):
        cover_worker(work, a_span())
