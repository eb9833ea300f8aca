"""Tables can be read with eyes, on a telephone, and without eyes."""

import pytest

from lms.kernel.lessons.lesson_tables import ANSWERS
from lms.kernel.rendering import render
from tests.kernel.lessons.written import LINKS, shown


def test_a_table_is_named_by_its_heading_and_each_cell_by_its_column() -> None:
    html = shown("## Who {#who}\n\n| Name | Does |\n|:--|--:|\n| A | b | \n").html

    assert '<caption class="vh">Who</caption><thead role="rowgroup">' in html
    assert '<th scope="col" role="columnheader">Does</th>' in html
    assert '<th scope="row" role="rowheader">A</th>' in html
    assert '<td role="cell" data-l="Does"><span>b</span></td>' in html
    assert '<caption class="vh">Table</caption>' in shown("| A |\n|---|\n| b |\n").html


@pytest.mark.parametrize(("word", "look"), ANSWERS.items())
def test_every_answer_of_may_i_disclose_has_its_colour_and_sign(
    word: str, look: tuple[str, str]
) -> None:
    html = shown(f"::: may\n| To | May I? |\n|---|---|\n| A | {word} |\n:::\n").html

    assert "<caption>May I disclose?</caption>" in html
    assert f'<span class="st {look[0]}"><svg' in html
    assert f'href="#i-{look[1]}"' in html
    assert f"<span>{word}</span></span></td>" in html


def test_another_answer_is_named_with_its_line() -> None:
    elsewhere = "\n\n| a | b |\n|-|-|\n| c | d |\n"
    asked = "A.\n\n::: may\n| To | May I? |\n|---|---|\n| A | Perhaps |\n:::\n"
    ((line, told),) = render(asked + elsewhere, LINKS).problems

    assert line == 5
    assert told.startswith("“Perhaps” answers no “May I disclose?”. Write one of: Yes, Only if")
