"""Every required day is covered, or stands in the report of gaps with its cause."""

from dataclasses import replace
from datetime import date, timedelta

from lms.kernel.access import SYSTEM, Reach, Scope
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.gaps import CAUSES, COLUMNS, gaps
from lms.standing.gaps import Cause
from tests.builders import NOON
from tests.reports.house import ANNUAL, TODAY, settled

NOW = Question(as_of=TODAY, today=TODAY)


def of_worker(workshop: Workshop, worker: str, question: Question) -> list[tuple[object, ...]]:
    with workshop.look(SYSTEM) as work:
        return [tuple(row) for row in gaps(work.session, question).rows if row[0] == worker]


def test_a_worker_who_was_late_twice_has_their_days_told(workshop: Workshop) -> None:
    found = of_worker(settled(workshop), "W-002", NOW)

    assert [row[3:7] for row in found] == [
        (date(2024, 1, 10), date(2024, 2, 9), 31, "new_requirement"),
        (date(2024, 2, 10), date(2024, 12, 26), 321, "never_trained"),
        (date(2025, 12, 28), TODAY, 35, "late"),
    ]
    assert {row[:3] for row in found} == {("W-002", "Hollis Bramble", ANNUAL.id)}
    assert found[-1][7] == "due 27 Dec 2025"


def test_gaps_end_with_the_day_that_is_asked_about(workshop: Workshop) -> None:
    covered = replace(NOW, as_of=date(2025, 6, 1))

    assert [row[4] for row in of_worker(settled(workshop), "W-002", covered)] == [
        date(2024, 2, 9),
        date(2024, 12, 26),
    ]


def test_gaps_and_covered_days_are_all_days_of_the_duty(workshop: Workshop) -> None:
    found = of_worker(settled(workshop), "W-010", NOW)
    covered = (TODAY - date(2025, 6, 1)).days + 1

    assert sum(int(str(row[5])) for row in found) + covered == (TODAY - date(2024, 1, 10)).days + 1


def test_a_question_is_narrowed_to_what_was_asked(workshop: Workshop) -> None:
    settled(workshop)
    own = Scope(Reach.OWN, WorkerId("W-003"))
    with workshop.look(SYSTEM) as work:
        for narrowed, workers in (
            ({"team": "Data desk"}, {"W-020"}),
            ({"scope": own}, {"W-003"}),
            ({"requirement": RequirementId("unknown")}, set()),
            ({"known_at": TODAY - timedelta(days=1), "known_before": NOON}, set()),
        ):
            asked = replace(NOW, **narrowed)
            assert {row[0] for row in gaps(work.session, asked).rows} == workers


def test_every_cause_and_every_column_is_explained() -> None:
    assert {cause.name for cause in CAUSES} == set(Cause)
    assert [column.name for column in COLUMNS] == [
        "worker_id",
        "worker_name",
        "requirement",
        "from_on",
        "to_on",
        "days",
        "cause",
        "note",
    ]
