"""What the tests of actions share."""

from pathlib import Path

import pytest

from lms.kernel.work import Workshop
from tests.actions.school import School, open_school


@pytest.fixture
def school(workshop: Workshop, tmp_path: Path) -> School:
    """The small course, required of one worker, on either engine."""
    return open_school(workshop, tmp_path)
