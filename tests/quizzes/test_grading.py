"""A paper is marked as its questions say, and nobody passes by rounding."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.drawing import draw_paper
from lms.quizzes.grading import grade, needed
from lms.quizzes.model import Grade, Item, Outcome, Quiz
from tests.quizzes.banks import a_question, an_ordering, banks

SINGLE = a_question("single", "-x-")
DOUBLE = a_question("double", "x-x")
QUESTIONS = {"single": SINGLE, "double": DOUBLE}


def marked(single: set[int] | None, double: set[int] | None, pass_mark: int = 50) -> Grade:
    given = {"single": single, "double": double}
    paper = draw_paper(PAIR, UUID(int=1))
    answers = {name: frozenset(one) for name, one in given.items() if one is not None}
    return grade(paper, QUESTIONS, answers, pass_mark=pass_mark)


PAIR = Quiz(
    slug="pair",
    title="Two questions",
    draw=(("", 2),),
    pass_mark=50,
    attempts=0,
    cooldown_minutes=0,
    shuffle=False,
    questions=(SINGLE, DOUBLE),
    text_sha256="",
)


@pytest.mark.parametrize(
    ("single", "double", "correct"),
    [
        ({1}, {0, 2}, (True, True)),
        ({0}, {0, 2}, (False, True)),
        ({1}, {0}, (True, False)),
        ({1}, {0, 1, 2}, (True, False)),
        ({0, 1}, {1}, (False, False)),
        (set(), set(), (False, False)),
        (None, None, (False, False)),
    ],
)
def test_a_question_counts_only_with_all_right_choices_and_no_other(
    single: set[int] | None, double: set[int] | None, correct: tuple[bool, bool]
) -> None:
    assert marked(single, double).correct == correct


def test_half_right_passes_at_fifty_percent_and_not_at_fifty_one() -> None:
    assert marked({1}, None, 50) == Grade((True, False), 50, Outcome.PASSED)
    assert marked({1}, None, 51) == Grade((True, False), 50, Outcome.FAILED)
    assert marked({1}, None, 50).passed
    assert not marked({1}, None, 51).passed


def test_an_answer_to_a_question_that_was_not_asked_changes_nothing() -> None:
    paper = draw_paper(PAIR, UUID(int=1))[:1]

    told = grade(paper, QUESTIONS, {"double": frozenset({0, 2})}, pass_mark=1)

    assert told == Grade((False,), 0, Outcome.FAILED)


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


@pytest.mark.parametrize(
    ("ranks", "right"),
    [((1, 2, 3), True), ((2, 1, 3), False), ((1, 1, 1), False), ((0, 2, 3), False)],
)
def test_steps_count_only_if_each_stands_in_its_place(
    ranks: tuple[int, ...],
    right: bool,  # noqa: FBT001 - an expected value
) -> None:
    steps = an_ordering("steps", 3)
    paper = (Item("steps", (2, 0, 1), steps.sha256),)

    assert grade(paper, {"steps": steps}, {"steps": ranks}, pass_mark=80).correct == (right,)
    assert not grade(paper, {"steps": steps}, {"steps": frozenset({0})}, pass_mark=80).passed
