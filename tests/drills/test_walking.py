"""Choices lead on through a drill, and every way comes to an end."""

from pathlib import Path

import pytest

from lms.drills.walking import best_way, walk, way_problems
from tests.drills.stories import a_drill


def test_choices_lead_from_step_to_step(tmp_path: Path) -> None:
    drill = a_drill(tmp_path)
    taken, here = walk(drill, (1, 1))
    assert [(one.step.id, one.choice.right) for one in taken] == [("door", True), ("asked", False)]
    assert here.ends == "badly"
    assert walk(drill, ()) == ((), drill.steps[0])


@pytest.mark.parametrize("way", [(2,), (-1,), (0, 0)])
def test_a_choice_that_is_not_there_leads_nowhere(tmp_path: Path, way: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="has no choice"):
        walk(a_drill(tmp_path), way)


def test_whoever_chooses_rightly_comes_to_a_good_end(tmp_path: Path) -> None:
    drill = a_drill(tmp_path)
    assert best_way(drill) == (1, 0)
    assert walk(drill, best_way(drill))[1].ends == "well"


def test_a_sound_drill_has_no_problems(tmp_path: Path) -> None:
    assert list(way_problems(a_drill(tmp_path).steps)) == []
    assert list(way_problems(())) == []
