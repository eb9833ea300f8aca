"""What the guide for authors shows can be written just so."""

import re
from pathlib import Path
from typing import Final

from lms.checking.checks import desk_of
from lms.courses.law_reader import LAW
from lms.quizzes.model import Form
from tests.architecture.tree import ROOT

GUIDE: Final = (ROOT / "docs" / "authoring.md").read_text("utf-8")
EXAMPLE: Final = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> dict[str, str]:
    """Every example of the guide, by the file that it is."""
    return dict(EXAMPLE.findall(GUIDE))


def written(folder: Path) -> Path:
    for name, text in examples().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_every_example_of_the_guide_belongs_to_a_file() -> None:
    assert len(examples()) == GUIDE.count("\n```\n") == 8 - 1
    assert LAW in examples()


def test_the_examples_make_a_root_in_which_nothing_is_wrong(tmp_path: Path) -> None:
    desk, faults = desk_of(written(tmp_path))

    assert [str(fault) for fault in faults] == []
    assert desk is not None
    (quiz,) = desk.library.quizzes.values()
    assert {question.form for question in quiz.questions} == set(Form)


def test_the_guide_shows_every_box_that_takes_no_title() -> None:
    for box in ("case", "then", "before", "now", "may", "check"):
        assert re.search(rf"^:{{3,4}} {box}$", GUIDE, re.MULTILINE)
