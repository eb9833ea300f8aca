"""How often somebody may try again follows the quiz's own rule, and is said in words."""

from lms.quizzes.retrying import Retry, may_try_again
from tests.builders import NOON
from tests.quizzes.banks import a_bank
from tests.quizzes.tries import FAILED


def test_without_a_limit_everybody_may_try_as_often_as_needed() -> None:
    assert may_try_again(a_bank(), (), NOON) == Retry(allowed=True)
    assert may_try_again(a_bank(), [FAILED] * 40, NOON) == Retry(allowed=True)


def test_each_try_uses_up_one_and_the_last_one_is_the_last() -> None:
    quiz = a_bank(attempts=3)

    assert may_try_again(quiz, (), NOON).left == 3
    assert may_try_again(quiz, [FAILED] * 2, NOON) == Retry(allowed=True, left=1)
    told = may_try_again(quiz, [FAILED] * 3, NOON)
    assert (told.allowed, told.left, told.not_before) == (False, 0, None)
    assert told.sentence.startswith("All 3 tries are used. Ask your compliance officer")
    assert may_try_again(quiz, [FAILED] * 4, NOON) == told


def test_one_try_is_spoken_of_as_one() -> None:
    told = may_try_again(a_bank(attempts=1), [FAILED], NOON)

    assert told.sentence.startswith("The one try is used.")
