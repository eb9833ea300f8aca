"""An answer is whole when a choice is made, or when each step has a place of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.answering import given_twice, is_whole, without_place
from lms.quizzes.model import Answer


@pytest.mark.parametrize(
    ("answer", "whole", "left", "twice"),
    [
        (frozenset({0}), True, 0, ()),
        (frozenset({0, 2}), True, 0, ()),
        (frozenset(), False, 0, ()),
        ((3, 1, 2), True, 0, ()),
        ((0, 0, 0), False, 3, ()),
        ((0, 1, 2), False, 1, ()),
        ((1, 1, 2), False, 0, (1,)),
        ((2, 2, 0, 4, 4), False, 1, (2, 4)),
        ((), False, 0, ()),
    ],
)
def test_what_is_left_open_is_told(
    answer: Answer,
    whole: bool,  # noqa: FBT001 - an expected value
    left: int,
    twice: tuple[int, ...],
) -> None:
    assert (is_whole(answer), without_place(answer), given_twice(answer)) == (whole, left, twice)


@given(st.integers(1, 6).flatmap(lambda most: st.tuples(*[st.integers(0, most)] * most)))
def test_steps_lack_nothing_exactly_when_they_are_whole(ranks: tuple[int, ...]) -> None:
    assert is_whole(ranks) == (not without_place(ranks) and not given_twice(ranks))
