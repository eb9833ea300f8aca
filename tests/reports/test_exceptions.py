"""The register of exceptions: who decided what, why, until when, and what happened after."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import SYSTEM
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.asking import Question
from lms.reports.exceptions import exceptions, exceptions_count
from lms.standing.records import ExceptionKind, ExceptionRecord
from lms.standing.store import add_completion
from tests.builders import StillClock
from tests.reports.house import ANNUAL, MANAGER, TODAY, done, settled

NOW = Question(as_of=TODAY, today=TODAY)
MORE_TIME = Decision(
    kind=ExceptionKind.EXTENSION,
    worker=WorkerId("W-002"),
    requirement=ANNUAL.id,
    to_on=date(2026, 2, 20),
    approved_by=MANAGER,
    reason="court testimony",
)
AWAY = Decision(
    kind=ExceptionKind.LEAVE,
    worker=WorkerId("W-003"),
    from_on=date(2026, 1, 20),
    approved_by=MANAGER,
)


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    """The known house."""
    return settled(workshop)


def give(house: Workshop, decision: Decision) -> ExceptionRecord:
    with house.work(SYSTEM) as work:
        return grant_exception(work, decision)


def told(work: UnitOfWork, question: Question = NOW) -> list[dict[str, Any]]:
    answer = exceptions(work.session, question)
    return [dict(zip(answer.names, row, strict=True)) for row in answer.rows]


def test_an_extension_stands_there_with_all_that_an_auditor_asks(house: Workshop) -> None:
    given = give(house, MORE_TIME)
    with house.look(SYSTEM) as work:
        (row,) = told(work)
        assert exceptions_count(work.session, NOW) == 1

    assert row["exception_id"] == str(given.id)
    assert (row["kind"], row["worker_name"], row["team"]) == (
        "extension",
        "Hollis Bramble",
        "Claims",
    )
    assert (row["decided_on"], row["from_on"], row["to_on"]) == (TODAY, TODAY, date(2026, 2, 20))
    assert (row["approved_by"], row["reason"]) == (MANAGER, "court testimony")
    assert (row["state"], row["source"]) == ("in force", "officer")
    assert row["what_happened"] == "still running"


@pytest.mark.parametrize(
    ("completed_on", "as_of", "said"),
    [
        (date(2026, 2, 10), date(2026, 3, 1), "completed 10 Feb 2026, before it ended"),
        (date(2026, 2, 21), date(2026, 3, 1), "completed 21 Feb 2026, 1 day after it ended"),
        (date(2026, 2, 25), date(2026, 3, 1), "completed 25 Feb 2026, 5 days after it ended"),
        (date(2026, 2, 25), date(2026, 2, 24), "not completed; expired on 24 Feb 2026"),
        (date(2026, 2, 25), date(2026, 2, 20), "still running"),
    ],
)
def test_what_happened_after_is_told_as_of_the_day(
    house: Workshop, completed_on: date, as_of: date, said: str
) -> None:
    give(house, MORE_TIME)
    with house.work(SYSTEM) as work:
        add_completion(work.session, done(2, completed_on, 77))
    with house.look(SYSTEM) as work:
        (row,) = told(work, Question(as_of=as_of, today=date(2026, 3, 1)))

    assert row["what_happened"] == said


def test_a_later_record_of_the_same_replaces_the_earlier_and_both_stay(
    house: Workshop, clock: StillClock
) -> None:
    give(house, MORE_TIME)
    clock.forward(minutes=5)
    give(house, replace(MORE_TIME, to_on=date(2026, 2, 27)))
    with house.look(SYSTEM) as work:
        rows = told(work)

    assert [(row["to_on"], row["state"]) for row in rows] == [
        (date(2026, 2, 20), "replaced"),
        (date(2026, 2, 27), "in force"),
    ]


def test_what_was_withdrawn_stays_with_the_reason_and_earlier_knowledge_holds_it(
    house: Workshop, clock: StillClock
) -> None:
    given = give(house, MORE_TIME)
    known_then = clock.forward(minutes=5)
    with house.work(SYSTEM) as work:
        wrong = Correction(
            what=What.EXCEPTION, fact=given.id, approved_by=MANAGER, reason="wrong person"
        )
        withdraw_fact(work, wrong)
    with house.look(SYSTEM) as work:
        (now,) = told(work)
        (then,) = told(work, replace(NOW, known_at=TODAY, known_before=known_then))

    assert (now["state"], now["withdrawn_because"]) == ("withdrawn", "wrong person")
    assert (then["state"], then["withdrawn_because"]) == ("in force", "")


def test_a_leave_without_an_end_names_no_requirement_and_tells_of_each(house: Workshop) -> None:
    give(house, AWAY)
    with house.look(SYSTEM) as work:
        (row,) = told(work)

    assert (row["kind"], row["requirement"], row["to_on"]) == ("leave", "", None)
    assert row["what_happened"] == f"{ANNUAL.id}: still running"


def test_a_question_is_narrowed_to_what_was_asked(house: Workshop) -> None:
    give(house, MORE_TIME)
    give(house, AWAY)
    with house.look(SYSTEM) as work:
        for narrowed, workers in (
            ({}, ["W-002", "W-003"]),
            ({"team": "Claims"}, ["W-002"]),
            ({"requirement": RequirementId("unknown")}, ["W-003"]),
            ({"as_of": TODAY - timedelta(days=1)}, []),
        ):
            asked = replace(NOW, **narrowed)
            assert [row["worker_id"] for row in told(work, asked)] == workers
