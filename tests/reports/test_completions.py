"""Who completed what: narrowed by day, by team, by requirement, and by what was known."""

from dataclasses import replace
from datetime import date

import pytest

from lms.kernel.access import SYSTEM
from lms.kernel.ids import RequirementId
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from lms.reports.asking import Question
from lms.reports.completions import completions, completions_count
from lms.standing.civil import day_ends_at
from tests.reports.house import ANNUAL, STAFF, TODAY, settled

ZONE = "America/New_York"
NOW = Question(as_of=TODAY, today=TODAY)


def listed(workshop: Workshop, question: Question) -> list[tuple[str, str]]:
    with workshop.look(SYSTEM) as work:
        rows = list(completions(work.session, question).rows)
        assert completions_count(work.session, question) == len(rows)
    return [(row[1], str(row[16])) for row in rows]


def test_completions_come_in_order_of_worker_requirement_and_day(workshop: Workshop) -> None:
    assert listed(settled(workshop), NOW) == [
        ("W-001", "2025-12-01"),
        ("W-002", "2024-12-27"),
        ("W-010", "2025-06-01"),
        ("W-020", "2024-03-01"),
    ]


@pytest.mark.parametrize(
    ("narrowed", "workers"),
    [
        ({"as_of": date(2025, 6, 1)}, ["W-002", "W-010", "W-020"]),
        ({"as_of": date(2025, 5, 31)}, ["W-002", "W-020"]),
        ({"team": "Claims"}, ["W-001", "W-002"]),
        ({"requirement": ANNUAL.id}, ["W-001", "W-002", "W-010"]),
        ({"requirement": RequirementId("unknown")}, []),
        ({"known_before": day_ends_at(date(2024, 12, 27), ZONE)}, ["W-002", "W-020"]),
        ({"known_before": day_ends_at(date(2024, 12, 26), ZONE)}, ["W-020"]),
    ],
)
def test_a_question_is_narrowed_to_what_was_asked(
    workshop: Workshop, narrowed: dict[str, object], workers: list[str]
) -> None:
    rows = listed(settled(workshop), replace(NOW, **narrowed))  # type: ignore[arg-type]  # fields of a question

    assert [worker for worker, _ in rows] == workers


def test_a_completion_says_who_the_worker_was_then(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.work(SYSTEM) as work:
        moved = replace(STAFF[0], name="Tova Moved", team="Data desk")
        record_workers(work.session, [moved], work.now, TODAY, "test")

    with workshop.look(SYSTEM) as work:
        [first] = completions(work.session, NOW).first(1)
    assert tuple(first[2:4]) == ("Tova Lindqvist", "Claims")
