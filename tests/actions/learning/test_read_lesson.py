"""What a worker has read is kept, once, and of the version that is taught."""

from datetime import timedelta
from pathlib import Path

import pytest

from lms.actions.learning.read_lesson import read_lesson
from lms.actions.publish_courses import publish_courses
from lms.courses.model import Sitting
from lms.courses.store import lessons_read
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId
from tests.actions.school import TAKER, School, take_on
from tests.builders import NOON, WORKER, StillClock, a_worker, an_actor
from tests.courses.tiny import COVER, FILES, TINY, a_library

FIRST_SITTING = Sitting(WORKER.id, TINY, 1, 0)


def test_a_lesson_is_read_when_it_was_first_read(school: School, clock: StillClock) -> None:
    for _ in range(2):
        with school.workshop.work(TAKER) as work:
            course = read_lesson(work, TINY, "answering")
            assert (course.slug, course.version) == (TINY, 1)
        clock.forward(minutes=3)

    with school.workshop.look(TAKER) as work:
        assert lessons_read(work.session, FIRST_SITTING) == {"answering": NOON}


def test_after_a_completion_everything_is_to_be_read_anew(
    school: School, clock: StillClock
) -> None:
    school.complete()
    clock.forward(days=1)
    with school.workshop.work(TAKER) as work:
        read_lesson(work, TINY, "noting")

    with school.workshop.look(TAKER) as work:
        assert set(lessons_read(work.session, FIRST_SITTING)) == {"answering", "noting"}
        assert lessons_read(work.session, Sitting(WORKER.id, TINY, 1, 1)) == {
            "noting": NOON + timedelta(days=1)
        }


@pytest.mark.parametrize(
    ("course", "lesson", "told"),
    [("tiny", "course", "no such lesson"), ("other", "answering", "no such course")],
)
def test_what_is_not_taught_cannot_be_read(
    school: School, course: str, lesson: str, told: str
) -> None:
    with pytest.raises(NotFound, match=told), school.workshop.work(TAKER) as work:
        read_lesson(work, CourseId(course), lesson)


def test_whoever_takes_no_training_reads_nothing(school: School) -> None:
    with (
        pytest.raises(NotFound, match="belongs to no worker"),
        school.workshop.work(an_actor(Role.AUDITOR)) as work,
    ):
        read_lesson(work, TINY, "answering")


@pytest.mark.parametrize(("zone", "version"), [("Pacific/Honolulu", 1), ("Asia/Tokyo", 2)])
def test_the_version_is_that_of_the_workers_own_day(
    school: School, tmp_path: Path, clock: StillClock, zone: str, version: int
) -> None:
    second = FILES[COVER].replace("version = 1", "version = 2")
    second = second.replace("2024-01-01", "2026-02-01")
    clock.forward(hours=6)  # 18:00 in London: still January in Honolulu, February in Tokyo
    with school.workshop.work(SYSTEM) as work:
        publish_courses(work, a_library(tmp_path / "second", {COVER: second}))
        take_on(work, a_worker(time_zone=zone))

    with school.workshop.work(TAKER) as work:
        assert read_lesson(work, TINY, "answering").version == version
