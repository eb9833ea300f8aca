"""An officer sees what a text would change before it is published."""

from pathlib import Path

import pytest

from lms.actions.publish_courses import publish_courses
from lms.courses.comparing import Place
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.library import Library
from lms.reports.publishing.proposals import Proposal, proposal
from tests.courses.tiny import BANK, TINY, a_library, changed
from tests.courses.versions import a_version


@pytest.fixture
def first(workshop: Workshop, tmp_path: Path) -> Library:
    """The first version, published."""
    library = a_library(tmp_path)
    with workshop.work(SYSTEM) as work:
        publish_courses(work, library)
    return library


def proposed(workshop: Workshop, library: Library) -> Proposal:
    with workshop.look(SYSTEM) as work:
        return proposal(work.session, library.course(TINY), library.quiz_of(TINY))


def test_of_a_course_that_nobody_published_all_is_new(workshop: Workshop, tmp_path: Path) -> None:
    told = proposed(workshop, a_library(tmp_path))

    assert (told.new, told.first, told.refusal) == (True, True, "")
    assert len(told.questions.added) == 6
    assert len(told.differences.lessons) == 2


def test_the_same_text_is_nothing_new(workshop: Workshop, first: Library) -> None:
    told = proposed(workshop, first)

    assert (told.new, told.first, told.refusal) == (False, False, "")
    assert told.differences.blocks == ()


def test_a_new_version_is_compared_with_the_newest(
    workshop: Workshop, first: Library, tmp_path: Path
) -> None:
    with workshop.work(SYSTEM) as work:
        publish_courses(work, a_version(tmp_path, 2))
    told = proposed(workshop, a_version(tmp_path, 3))

    assert told.before is not None
    assert (told.before.version, told.new) == (2, True)
    assert [change.place for change in told.differences.blocks] == [Place("noting", "readers")]
    assert told.text != proposed(workshop, first).text


def test_an_older_text_that_is_published_is_nothing_new(
    workshop: Workshop, first: Library, tmp_path: Path
) -> None:
    with workshop.work(SYSTEM) as work:
        publish_courses(work, a_version(tmp_path, 2))

    told = proposed(workshop, first)

    assert (told.new, told.refusal) == (False, "")
    assert told.before is not None
    assert told.before.version == 1


def test_why_it_cannot_be_published_is_said(
    workshop: Workshop, first: Library, tmp_path: Path
) -> None:
    bank = changed(BANK, "pass_mark = 75", "pass_mark = 50")

    told = proposed(workshop, a_library(tmp_path / "other", bank))

    assert first.courses
    assert told.new
    assert told.refusal.startswith("Version 1 is published with another text.")
