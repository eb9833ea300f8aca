"""The matrix says what is taught and asked of each section, and how well it is answered."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.coverage_matrix import COLUMNS, coverage_matrix, holes_count
from tests.actions.school import ANNUAL, School, open_school
from tests.builders import a_worker, an_actor
from tests.courses.tiny import COVER, FILES

TODAY = date(2026, 1, 31)
NOW = Question(as_of=TODAY, today=TODAY)
FIVE = [a_worker(id=WorkerId(f"W-{number}"), email="") for number in range(1, 6)]


def rows_of(workshop: Workshop, question: Question = NOW) -> list[dict[str, Any]]:
    names = [column.name for column in COLUMNS]
    with workshop.look(SYSTEM) as work:
        answer = coverage_matrix(work.session, question)
        return [dict(zip(names, row, strict=True)) for row in answer.rows]


def taken_by(school: School, number: int) -> None:
    for worker in FIVE[:number]:
        school.complete(an_actor(worker=worker.id, account=f"account-{worker.id}"))


def test_a_section_is_listed_with_its_lessons_questions_and_roles(
    workshop: Workshop, tmp_path: Path
) -> None:
    open_school(workshop, tmp_path)

    rows = rows_of(workshop)

    assert {(one["section"], one["lesson"], one["cited"]) for one in rows} == {
        ("42 CFR 2.13", "answering", "yes"),
        ("42 CFR 2.13", "noting", "no"),
    }
    assert all(one["questions"] > 0 and one["roles"] == "all" for one in rows)
    assert {one["hole"] for one in rows} == {""}


def test_what_a_course_promises_and_does_not_teach_is_a_hole_and_comes_first(
    workshop: Workshop, tmp_path: Path
) -> None:
    cover = FILES[COVER].replace('"42 CFR 2.13"', '"42 CFR 2.13, 2.31"')
    open_school(workshop, tmp_path, changes={COVER: cover})

    first = rows_of(workshop)[0]

    assert (first["section"], first["hole"]) == ("42 CFR 2.31", "no lesson and no question")
    assert (first["lesson"], first["questions"]) == ("", 0)
    with workshop.look(SYSTEM) as work:
        assert holes_count(work.session, NOW) == 1


def test_how_well_it_is_answered_is_told_from_ten_answers_of_five_workers_on(
    workshop: Workshop, tmp_path: Path
) -> None:
    school = open_school(workshop, tmp_path, FIVE)

    taken_by(school, 4)
    few = rows_of(workshop)[0]
    school.hand_in(
        school.begin(an_actor(worker=FIVE[4].id, account="five")),
        wrong=1,
        actor=an_actor(worker=FIVE[4].id, account="five"),
    )
    enough = rows_of(workshop)[0]

    asked = few["answers"] // 4
    assert (few["workers"], few["right_percent"]) == (4, None)
    assert (enough["answers"], enough["workers"]) == (5 * asked, 5)
    assert enough["right_percent"] == 100 * (5 * asked - 1) // (5 * asked)


def test_answers_are_narrowed_by_day_team_training_and_what_was_known(
    workshop: Workshop, tmp_path: Path
) -> None:
    school = open_school(workshop, tmp_path, FIVE)
    taken_by(school, 1)

    def answers(**narrowed: Any) -> list[int]:  # noqa: ANN401 - fields of a question
        return [one["answers"] for one in rows_of(workshop, replace(NOW, **narrowed))][:1]

    (all_of_them,) = answers()
    assert all_of_them > 0
    assert answers(as_of=date(2026, 1, 30)) == [0]
    assert answers(team="Claims") == [all_of_them]
    assert answers(team="Nobody") == [0]
    assert answers(requirement=ANNUAL.id) == [all_of_them]
    assert answers(requirement="unknown") == []
