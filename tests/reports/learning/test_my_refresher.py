"""A refresher is offered to whoever is covered on an older text, and to nobody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from lms.actions.record_training import Elsewhere, record_training
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.learning.closing import closing_of
from lms.reports.learning.my_refresher import Offer, my_refresher
from tests.actions.school import ANNUAL, School, open_school, take_on
from tests.builders import NOON, WORKER, StillClock, a_worker
from tests.courses.tiny import TINY
from tests.courses.versions import a_version

MARCH = date(2026, 3, 1)


@pytest.fixture
def school(workshop: Workshop, tmp_path: Path) -> School:
    """The small course, required of one worker."""
    return open_school(workshop, tmp_path)


def offered(school: School, day: date = MARCH) -> Offer | None:
    with school.workshop.look(SYSTEM) as work:
        return my_refresher(work.session, WORKER.id, TINY, day)


def test_it_holds_what_changed_its_questions_and_the_day_that_stays(
    school: School, tmp_path: Path
) -> None:
    school.complete()
    school.publish(a_version(tmp_path, 2, MARCH))
    school.publish(a_version(tmp_path, 3, MARCH))

    offer = offered(school)

    assert offer is not None
    assert (offer.course.version, offer.since, offer.requirement) == (3, 1, ANNUAL.id)
    assert [change.place for change in offer.to_read] == [
        ("answering", "callers"),
        ("noting", "readers"),
    ]
    assert offer.gone == ()
    assert {one.id for one in offer.quiz.questions} == {"ans-1", "ans-2", "ans-3"}
    assert (offer.quiz.drawn, offer.minutes) == (3, 2)
    assert offer.valid_through == date(2027, 1, 31)


def test_a_version_that_is_not_taught_yet_is_not_offered(school: School, tmp_path: Path) -> None:
    school.complete()
    school.publish(a_version(tmp_path, 2, MARCH))

    assert offered(school, MARCH - timedelta(days=1)) is None
    assert offered(school) is not None


def test_training_elsewhere_on_a_text_that_nobody_knows_asks_for_the_whole_course(
    school: School, tmp_path: Path
) -> None:
    school.publish(a_version(tmp_path, 2, MARCH))
    done = Elsewhere(
        worker=WORKER.id,
        course=TINY,
        completed_on=NOON.date() - timedelta(days=9),
        document="A letter",
        approved_by=WorkerId("W-002"),
    )
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(id="W-002"))
        record_training(work, done)

    assert offered(school) is None


def test_whoever_owes_nothing_or_has_lapsed_is_offered_none(
    school: School, tmp_path: Path
) -> None:
    assert offered(school) is None
    school.complete()
    school.publish(a_version(tmp_path, 2, MARCH))

    assert offered(school, date(2027, 1, 31)) is not None
    assert offered(school, date(2027, 2, 1)) is None


def test_a_course_that_is_not_taught_is_offered_to_nobody(school: School) -> None:
    assert offered(school, date(2020, 1, 1)) is None


def test_a_version_is_taught_from_its_publication_at_the_earliest(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    school.publish(a_version(tmp_path, 2, date(2026, 1, 1), "minor"))

    with school.workshop.look(SYSTEM) as work:
        assert closing_of(work.session, TINY, 1) == clock.now.date() + timedelta(days=7)
        assert closing_of(work.session, TINY, 2) is None
