"""What is ticked on the screen is kept as the choice that was written, and shown again there."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.errors import Refused
from lms.quizzes.drawing import draw_paper
from lms.quizzes.model import Answer, Item, Paper, Quiz
from lms.quizzes.shown import Places, as_authored, as_shown
from tests.quizzes.banks import banks

PAPER: Paper = (Item("one", (2, 0, 1), ""), Item("two", (1, 0), ""))
STEPS: Final = frozenset({"steps"})


@given(banks(), st.uuids(), st.data())
def test_every_answer_comes_back_to_where_it_was_given(
    quiz: Quiz, seed: UUID, data: st.DataObject
) -> None:
    paper = draw_paper(quiz, seed)
    ordered = {one.id for one in quiz.questions if one.ordered}
    given = {item.question: data.draw(answers(item, ordered)) for item in paper}

    assert as_shown(paper, as_authored(paper, given, ordered)) == given
    assert as_authored(paper, as_shown(paper, given), ordered) == given


def answers(item: Item, ordered: Collection[str]) -> st.SearchStrategy[Answer]:
    """Any answer to a question, whole or not; as shown or as authored, for both look the same."""
    number = len(item.order)
    if item.question in ordered:
        return st.tuples(*[st.integers(0, number)] * number)
    return st.frozensets(st.integers(0, number - 1))


def test_the_second_on_the_screen_is_the_first_that_was_written() -> None:
    assert as_authored(PAPER, {"one": frozenset({1, 2})}, ()) == {"one": frozenset({0, 1})}
    shown = as_shown(PAPER, {"one": frozenset({2})})
    assert shown == {"one": frozenset({0}), "two": frozenset()}


def test_the_place_of_a_step_goes_with_the_step() -> None:
    paper = (Item("steps", (2, 0, 1), ""),)

    assert as_authored(paper, {"steps": (3, 1, 2)}, STEPS) == {"steps": (1, 2, 3)}
    assert as_authored(paper, {"steps": (0, 2, 2)}, STEPS) == {"steps": (2, 2, 0)}
    assert as_shown(paper, {"steps": (1, 2, 3)}) == {"steps": (3, 1, 2)}
    assert as_shown(paper, {}) == {"steps": frozenset()}


def test_an_answer_that_was_taken_back_is_an_empty_one() -> None:
    assert as_authored(PAPER, {"one": frozenset()}, ()) == {"one": frozenset()}
    assert as_authored(PAPER, {"one": frozenset()}, {"one"}) == {"one": frozenset()}
    assert as_authored(PAPER, {}, ()) == {}


@pytest.mark.parametrize(
    "places",
    [
        {"three": frozenset({0})},
        {"": frozenset()},
        {"one": frozenset({3})},
        {"two": frozenset({2})},
        {"one": frozenset({0}), "two": frozenset({0, 99})},
        {"one": (1, 2, 3)},
        {"steps": frozenset({0})},
        {"steps": (1, 2)},
        *({"steps": ranks} for ranks in ((1, 2, 3, 0), (1, 2, 4), (1, 2, -1), ())),
    ],
)
def test_whatever_is_not_on_the_paper_is_refused_whole(places: Places) -> None:
    paper = (*PAPER, Item("steps", (2, 0, 1), ""))

    with pytest.raises(Refused, match="belongs to another quiz"):
        as_authored(paper, places, STEPS)
