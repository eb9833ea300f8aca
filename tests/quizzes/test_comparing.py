"""Between two versions of a bank, questions are told as added, removed and changed."""

from dataclasses import replace

from lms.quizzes.comparing import (
    BankDifference,
    bank_difference,
)
from tests.quizzes.banks import BANK, ONE, THREE, TWO, a_bank


def test_questions_are_told_as_added_removed_and_changed() -> None:
    other = replace(TWO, sha256="ff" * 32)

    told = bank_difference(a_bank(questions=(ONE, TWO)), a_bank(questions=(other, THREE)))

    assert told == BankDifference(added=(THREE,), removed=(ONE,), changed=((TWO, other),))


def test_a_question_that_takes_another_answer_for_right_has_changed() -> None:
    first, second, third = TWO.choices
    other = replace(TWO, choices=(replace(first, right=False), replace(second, right=True), third))

    assert bank_difference(a_bank(questions=(TWO,)), a_bank(questions=(other,))).changed == (
        (TWO, other),
    )


def test_a_bank_that_asks_the_same_differs_in_nothing_and_a_first_one_in_all() -> None:
    assert bank_difference(BANK, BANK) == BankDifference()
    assert bank_difference(None, BANK).added == BANK.questions
