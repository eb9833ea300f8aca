"""How everybody stands on a day, and who is late: the same by dates and by events."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lms.kernel.access import SYSTEM
from lms.kernel.ids import RequirementId
from lms.kernel.work import Workshop
from lms.reports.asking import Answer, Question
from lms.reports.standing import overdue, standing, statuses_count
from lms.standing.model import Status
from tests.builders import NOON
from tests.reports.house import ANNUAL, STAFF, TODAY, settled

NOW = Question(as_of=TODAY, today=TODAY)


def told(answer: Answer, *columns: str) -> list[tuple[object, ...]]:
    places = [answer.names.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in answer.rows]


def test_everybody_stands_somewhere_and_is_counted_or_not(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        rows = told(standing(work.session, NOW), "worker_id", "status", "compliant", "days_late")

    assert rows == [
        ("W-001", "current", "yes", 0),
        ("W-002", "expired", "no", 35),
        ("W-003", "overdue", "no", 22),
        ("W-010", "current", "yes", 0),
        ("W-011", "overdue", "no", 722),
        ("W-020", "overdue", "no", 722),
        ("W-030", "not_required", "", 0),
    ]


def test_the_longest_late_come_first_and_whoever_is_in_time_does_not_come(
    workshop: Workshop,
) -> None:
    with settled(workshop).look(SYSTEM) as work:
        rows = told(overdue(work.session, NOW), "worker_id", "days_late", "certificate")

    assert rows == [
        ("W-011", 722, ""),
        ("W-020", 722, ""),
        ("W-002", 35, "P2L-0001"),
        ("W-003", 22, ""),
    ]


def test_an_earlier_day_is_told_from_what_had_happened_by_then(workshop: Workshop) -> None:
    then = replace(NOW, as_of=date(2024, 12, 26))
    with settled(workshop).look(SYSTEM) as work:
        rows = told(standing(work.session, then), "worker_id", "status", "certificate")

    assert rows == [
        ("W-002", "overdue", ""),
        ("W-010", "overdue", ""),
        ("W-011", "overdue", ""),
        ("W-020", "overdue", ""),
        ("W-030", "overdue", ""),
    ]


def test_a_day_told_from_events_is_as_it_was_told_from_dates(workshop: Workshop) -> None:
    # Nothing happens meanwhile, so the two ways to answer must agree.
    tomorrow = TODAY + timedelta(days=1)
    with settled(workshop).look(SYSTEM) as work:
        by_dates = list(standing(work.session, NOW).rows)
        by_events = list(standing(work.session, Question(as_of=TODAY, today=tomorrow)).rows)

    assert [tuple(row[2:]) for row in by_events] == [tuple(row[2:]) for row in by_dates]
    assert len(by_dates) == len(STAFF)


@pytest.mark.parametrize("as_of", [TODAY, TODAY - timedelta(days=1)])
@pytest.mark.parametrize(
    ("narrowed", "workers"),
    [
        ({"team": "Claims"}, ["W-001", "W-002", "W-030"]),
        ({"requirement": ANNUAL.id, "team": "Data desk"}, ["W-020"]),
        ({"requirement": RequirementId("unknown")}, []),
    ],
)
def test_a_question_is_narrowed_to_what_was_asked(
    workshop: Workshop, as_of: date, narrowed: dict[str, str], workers: list[str]
) -> None:
    question = replace(NOW, as_of=as_of, **narrowed)  # type: ignore[arg-type]  # fields of a question
    with settled(workshop).look(SYSTEM) as work:
        rows = told(standing(work.session, question), "worker_id")

    assert rows == [(worker,) for worker in workers]


def test_what_was_recorded_later_is_left_out_of_what_was_known(workshop: Workshop) -> None:
    # Everybody and the requirement were recorded at noon of today.
    known = replace(NOW, known_at=TODAY - timedelta(days=1), known_before=NOON)
    with settled(workshop).look(SYSTEM) as work:
        assert list(standing(work.session, known).rows) == []
        assert list(overdue(work.session, known).rows) == []
        later = replace(known, known_before=NOON + timedelta(seconds=1))
        assert len(list(standing(work.session, later).rows)) == len(STAFF)


def test_the_counts_are_those_of_the_rows(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        counts = statuses_count(work.session, NOW)

    assert counts == {
        Status.CURRENT: 2,
        Status.EXPIRED: 1,
        Status.OVERDUE: 3,
        Status.NOT_REQUIRED: 1,
    }
