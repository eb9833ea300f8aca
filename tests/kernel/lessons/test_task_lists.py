"""A task list is read as choices, or refused as a whole with every reason."""

import pytest

from lms.kernel.lessons.lesson_tables import Problem
from lms.kernel.lessons.task_lists import Ticked, blocks, choice_problems, choices_of, sentences
from lms.kernel.rendering import parsed

LIST = "- [ ] Yes,\n  always\n  > Not so.\n  >\n  > Never.\n- [X] No\n"


def test_choices_come_with_their_reasons_as_lines() -> None:
    problems: list[Problem] = []

    assert choices_of(parsed(LIST), problems) == (
        Ticked("Yes, always", right=False, reason="Not so. Never."),
        Ticked("No", right=True, reason=""),
    )
    assert problems == []


def test_a_list_of_which_one_choice_cannot_be_read_gives_none() -> None:
    problems: list[Problem] = []

    assert choices_of(parsed(LIST + "- [y] Both\n"), problems) == ()
    assert problems == [(6, "Begin each choice with [ ] or, if it is right, [x].")]


@pytest.mark.parametrize(("marks", "told"), [("x", 2), ("--", 1), ("xx", 1), ("x------", 1)])
def test_what_nobody_could_choose_among_is_named(marks: str, told: int) -> None:
    choices = [Ticked(str(at), right=mark == "x", reason="") for at, mark in enumerate(marks)]

    assert len(list(choice_problems(choices))) == told


def test_blocks_are_those_that_lie_in_no_other() -> None:
    assert [part[0].type for part in blocks(parsed("a\n\n- b\n  - c\n\n> d"))] == [
        "paragraph_open",
        "bullet_list_open",
        "blockquote_open",
    ]
    assert blocks(()) == []


def test_only_sentences_in_quotations_are_sentences() -> None:
    problems: list[Problem] = []

    assert sentences(parsed("> a\n> b"), problems) == "a b"
    assert problems == []
    sentences(parsed("> a\n\nb"), problems)
    assert [line for line, _ in problems] == [2]
