"""What is ticked on the screen is kept as the choice that was written, and shown again there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.errors import Refused
from lms.quizzes.drawing import draw_paper
from lms.quizzes.model import Item, Paper
from lms.quizzes.shown import Places, as_authored, as_shown
from tests.quizzes.banks import banks

PAPER: Paper = (Item("one", (2, 0, 1), ""), Item("two", (1, 0), ""))
papers = st.builds(draw_paper, banks(), st.uuids())


@given(papers, st.data())
def test_every_answer_comes_back_to_where_it_was_ticked(paper: Paper, data: st.DataObject) -> None:
    ticked = {
        item.question: frozenset(data.draw(st.sets(st.sampled_from(range(len(item.order))))))
        for item in paper
    }

    assert as_shown(paper, as_authored(paper, ticked)) == ticked


@given(papers, st.data())
def test_every_choice_that_was_written_is_found_on_the_screen(
    paper: Paper, data: st.DataObject
) -> None:
    written = {
        item.question: frozenset(data.draw(st.sets(st.sampled_from(item.order)))) for item in paper
    }

    assert as_authored(paper, as_shown(paper, written)) == written


def test_the_second_on_the_screen_is_the_first_that_was_written() -> None:
    assert as_authored(PAPER, {"one": frozenset({1, 2})}) == {"one": frozenset({0, 1})}
    assert as_shown(PAPER, {"one": frozenset({2})}) == {
        "one": frozenset({0}),
        "two": frozenset(),
    }


def test_an_answer_that_was_taken_back_is_an_empty_one() -> None:
    assert as_authored(PAPER, {"one": frozenset()}) == {"one": frozenset()}
    assert as_authored(PAPER, {}) == {}


@pytest.mark.parametrize(
    "places",
    [
        {"three": frozenset({0})},
        {"": frozenset()},
        {"one": frozenset({3})},
        {"two": frozenset({2})},
        {"one": frozenset({-1})},
        {"one": frozenset({0}), "two": frozenset({0, 99})},
    ],
)
def test_whatever_is_not_on_the_paper_is_refused_whole(places: Places) -> None:
    with pytest.raises(Refused, match="belongs to another quiz"):
        as_authored(PAPER, places)
