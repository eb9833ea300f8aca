"""A question counts only if it is answered as its bank says, and answered whole."""

from uuid import UUID

import pytest

from lms.quizzes.drawing import draw_paper
from lms.quizzes.grading import grade
from lms.quizzes.model import Grade, Item, Outcome
from tests.quizzes.banks import a_bank, a_question, an_ordering

SINGLE = a_question("single", "-x-")
DOUBLE = a_question("double", "x-x")
QUESTIONS = {"single": SINGLE, "double": DOUBLE}
PAIR = a_bank(draw=(("", 2),), shuffle=False, questions=(SINGLE, DOUBLE))


def marked(single: set[int] | None, double: set[int] | None, pass_mark: int = 50) -> Grade:
    given = {"single": single, "double": double}
    paper = draw_paper(PAIR, UUID(int=1))
    answers = {name: frozenset(one) for name, one in given.items() if one is not None}
    return grade(paper, QUESTIONS, answers, pass_mark=pass_mark)


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
