"""Whoever has as many right as needed passes, and nobody passes by rounding."""

from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.drawing import draw_paper
from lms.quizzes.grading import grade, needed
from lms.quizzes.model import Outcome, Quiz
from tests.quizzes.banks import banks


def test_two_of_three_are_66_percent_and_not_67() -> None:
    assert needed(3, 66) == 2
    assert needed(3, 67) == 3
    assert needed(10, 80) == 8
    assert needed(9, 80) == 8


@given(st.integers(1, 60), st.integers(1, 100))
def test_what_is_needed_is_the_least_that_reaches_the_mark(total: int, pass_mark: int) -> None:
    least = needed(total, pass_mark)

    assert 1 <= least <= total
    assert Fraction(least, total) >= Fraction(pass_mark, 100)
    assert Fraction(least - 1, total) < Fraction(pass_mark, 100)


@given(banks(), st.uuids(), st.integers(1, 100), st.data())
def test_whoever_has_as_many_right_as_needed_passes_and_nobody_else(
    quiz: Quiz, seed: UUID, pass_mark: int, data: st.DataObject
) -> None:
    questions = {one.id: one for one in quiz.questions}
    paper = draw_paper(quiz, seed)
    known = data.draw(st.sets(st.sampled_from([item.question for item in paper])))
    answers = {name: questions[name].right for name in known}

    told = grade(paper, questions, answers, pass_mark=pass_mark)

    assert told.correct == tuple(item.question in known for item in paper)
    assert told.passed == (len(known) >= needed(len(paper), pass_mark))
    assert told.score_percent <= Fraction(100 * len(known), len(paper)) < told.score_percent + 1


@given(banks(), st.uuids())
def test_all_right_is_a_hundred_and_nothing_is_none(quiz: Quiz, seed: UUID) -> None:
    questions = {one.id: one for one in quiz.questions}
    paper = draw_paper(quiz, seed)
    answers = {name: one.right for name, one in questions.items()}

    assert grade(paper, questions, answers, pass_mark=100).score_percent == 100
    assert grade(paper, questions, {}, pass_mark=1).outcome is Outcome.FAILED
