"""Whom a new version of a course reaches."""

from lms.kernel.access import SYSTEM
from lms.kernel.ids import CourseId
from lms.kernel.work import Workshop
from lms.reports.publishing.touched import workers_owing
from tests.reports.house import BASICS, TODAY, settled


def test_a_course_reaches_whoever_owes_it_today(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        assert workers_owing(work.session, BASICS, TODAY) == 6
        assert workers_owing(work.session, CourseId("other"), TODAY) == 0
