"""A refresher asks about what changed: questions bound to it, and questions that changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.comparing import (
    BankStep,
    questions_about,
    questions_since,
)
from lms.quizzes.model import Question
from tests.quizzes.banks import BANK, ONE, THREE, TWO, a_bank


def steps(*banks: tuple[Question, ...], editorial: int = 0) -> list[BankStep]:
    return [
        BankStep(number, number != editorial, a_bank(questions=questions))
        for number, questions in enumerate(banks, start=1)
    ]


def test_questions_of_every_step_since_count_also_those_changed_back() -> None:
    other = replace(ONE, sha256="ff" * 32)

    assert questions_since(steps((ONE,), (other,), (ONE, TWO)), 1) == {"one", "two"}
    assert questions_since(steps((ONE,), (other,), (ONE, TWO)), 2) == {"one", "two"}
    assert questions_since(steps((ONE,), (other,), (ONE, TWO)), 3) == frozenset()


def test_an_editorial_step_brings_no_question() -> None:
    assert questions_since(steps((ONE,), (ONE, TWO), editorial=2), 1) == frozenset()


def test_questions_bound_to_a_changed_place_are_asked_and_those_that_changed() -> None:
    elsewhere = replace(TWO, lesson="noting", anchor="notes")
    quiz = a_bank(questions=(ONE, elsewhere, THREE))

    assert questions_about(quiz, {("noting", "notes")}, {"three"}) == (elsewhere, THREE)


def test_where_none_is_bound_the_changed_lessons_are_asked_about() -> None:
    elsewhere = replace(TWO, lesson="noting", anchor="notes")
    quiz = a_bank(questions=(ONE, elsewhere))

    assert questions_about(quiz, {("noting", "gone")}, set()) == (elsewhere,)


def test_where_no_lesson_is_left_the_whole_bank_is_asked() -> None:
    assert questions_about(BANK, {("gone", "gone")}, set()) == BANK.questions


@given(st.lists(st.sets(st.sampled_from([ONE, TWO, THREE])), min_size=1, max_size=4))
def test_since_a_version_is_never_less_than_since_a_later_one(
    banks: list[set[Question]],
) -> None:
    told = steps(*(tuple(one) for one in banks))
    numbers = range(len(banks) + 1)

    for number in numbers[1:]:
        assert questions_since(told, number) <= questions_since(told, number - 1)
