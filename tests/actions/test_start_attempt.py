"""A worker who has read the lessons is given one paper at a time, drawn for that attempt."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lms.actions.learning.read_lesson import read_lesson
from lms.actions.publish_courses import publish_courses
from lms.actions.start_attempt import start_attempt
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Conflict, NotFound
from lms.kernel.work import Workshop
from lms.quizzes.drawing import draw_paper, paper_sha256
from tests.actions.school import TAKER, School, open_school
from tests.builders import NOON, WORKER, StillClock, an_actor
from tests.courses.tiny import BANK, COVER, TINY, a_library, changed
from tests.courses.versions import a_version
from tests.evidence.told import statement


def refused(school: School) -> str:
    before = school.counts()
    with pytest.raises(Conflict) as told:
        school.start()
    assert school.counts() == before
    return str(told.value)


def test_a_paper_can_be_drawn_again_from_its_attempt(school: School, tmp_path: Path) -> None:
    attempt = school.attempt(school.begin())

    quiz = a_library(tmp_path / "again").quizzes["tiny"]
    assert attempt.paper == draw_paper(quiz, attempt.id)
    assert attempt.paper_sha256 == paper_sha256(attempt.paper)
    assert (attempt.worker, attempt.course, attempt.version) == (WORKER.id, TINY, 1)
    assert (attempt.number, attempt.started_at, attempt.grade) == (1, NOON, None)


def test_the_ledger_binds_the_paper(school: School) -> None:
    attempt = school.attempt(school.begin())

    with school.workshop.look(SYSTEM) as work:
        (*_, last) = entries(work.session)
    assert last.what == "AttemptStarted"
    assert statement(last) == {
        "by": TAKER.account,
        "attempt": str(attempt.id),
        "worker": WORKER.id,
        "course": TINY,
        "version": 1,
        "paper_sha256": attempt.paper_sha256,
    }


def test_an_unread_lesson_is_named_and_nothing_is_drawn(school: School) -> None:
    assert refused(school) == (
        "Read “Answering the telephone” first: 2 of 2 lessons are still to be read before the "
        "quiz."
    )
    with school.workshop.work(TAKER) as work:
        read_lesson(work, TINY, "answering")
    assert refused(school).startswith("Read “Noting the call” first: 1 of 2 lessons")


def test_a_course_that_may_be_tested_out_asks_for_no_reading(
    workshop: Workshop, tmp_path: Path
) -> None:
    cover = changed(COVER, 'quiz = "tiny"', 'quiz = "tiny"\ntest_out = true')
    school = open_school(workshop, tmp_path, changes=cover)

    assert len(school.attempt(school.start()).paper) == 4


def test_whoever_comes_back_finds_the_paper_they_left(school: School, clock: StillClock) -> None:
    first = school.begin()
    clock.forward(days=3)

    assert school.start() == first
    assert school.counts()["attempts"] == 1


def test_an_open_paper_stays_that_of_its_version(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    first = school.begin()
    with school.workshop.work(SYSTEM) as work:
        publish_courses(work, a_version(tmp_path, 2, NOON.date()))
    clock.forward(days=1)

    assert school.start() == first
    assert school.hand_in(first).certificate is not None
    assert [row.course_version for row in school.completions()] == [1]


def test_a_week_after_the_course_changed_a_new_paper_is_drawn_from_the_new_text(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    first = school.begin()
    school.publish(a_version(tmp_path, 2, NOON.date()))
    clock.forward(days=8)

    assert refused(school).startswith("Read “Answering the telephone” first")
    second = school.attempt(school.begin())

    assert (second.id != first, second.version, second.number) == (True, 2, 2)
    assert school.attempt(first).grade is None
    assert school.counts()["attempts"] == 2
    assert school.hand_in(second.id).certificate is not None
    assert [row.course_version for row in school.completions()] == [2]


def test_an_editorial_version_closes_no_paper(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    first = school.begin()
    school.publish(a_version(tmp_path, 2, NOON.date(), "editorial"))
    clock.forward(days=30)

    assert school.start() == first
    assert school.hand_in(first).certificate is not None


def test_after_a_failed_try_the_next_opens_when_the_wait_is_over(
    school: School, clock: StillClock
) -> None:
    first = school.begin()
    school.hand_in(first, wrong=2)
    clock.forward(minutes=9)
    assert refused(school).startswith("The next try opens in 1 minute.")

    clock.forward(minutes=1)
    second = school.attempt(school.start())

    assert second.number == 2
    assert second.id != first


def test_when_all_tries_are_used_no_paper_is_drawn(
    workshop: Workshop, tmp_path: Path, clock: StillClock
) -> None:
    bank = changed(BANK, "cooldown_minutes = 10", "attempts = 2")
    school = open_school(workshop, tmp_path, changes=bank)
    school.read_all()
    for _ in range(2):
        school.hand_in(school.start(), wrong=4)
        clock.forward(days=1)

    assert refused(school).startswith("All 2 tries are used.")


def test_a_year_later_the_tries_are_counted_anew(school: School, clock: StillClock) -> None:
    school.complete()
    clock.forward(days=330)

    assert refused(school).startswith("Read “Answering the telephone” first")
    again = school.attempt(school.begin())

    assert again.number == 1


def test_eight_clicks_at_once_draw_one_paper(school: School) -> None:
    school.read_all()
    with ThreadPoolExecutor(8) as clicks:
        started = list(clicks.map(lambda _: school.start(), range(8)))

    assert len(set(started)) == 1
    assert school.counts()["attempts"] == 1


def test_whoever_takes_no_training_is_given_no_paper(school: School) -> None:
    nobody = an_actor(Role.AUDITOR)

    with pytest.raises(NotFound, match="no worker"), school.workshop.work(nobody) as work:
        start_attempt(work, TINY)
