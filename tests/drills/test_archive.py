"""The text of a drill comes back as it was kept."""

from pathlib import Path

from lms.drills.archive import from_json, to_json
from tests.drills.stories import a_drill


def test_a_drill_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    drill = a_drill(tmp_path)
    assert from_json(to_json(drill)) == drill
