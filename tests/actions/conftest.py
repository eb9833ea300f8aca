"""What the tests of actions share."""

from pathlib import Path

import pytest

from lms.kernel.work import Workshop
from tests.actions.school import School, open_school
from tests.courses.tiny import OF_STEPS


@pytest.fixture
def school(workshop: Workshop, tmp_path: Path) -> School:
    """The small course, required of one worker, on either engine."""
    return open_school(workshop, tmp_path)


@pytest.fixture
def school_of_steps(workshop: Workshop, tmp_path: Path) -> School:
    """The small course, with a quiz that asks also to put four steps in order."""
    return open_school(workshop, tmp_path, changes=OF_STEPS)
