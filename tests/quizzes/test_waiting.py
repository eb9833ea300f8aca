"""When somebody may try again follows the quiz's own rule, and is said in words."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.model import Outcome
from lms.quizzes.retrying import Retry, may_try_again
from tests.builders import NOON
from tests.quizzes.banks import a_bank
from tests.quizzes.tries import FAILED, after


def test_after_the_last_try_no_wait_helps() -> None:
    quiz = a_bank(attempts=1, cooldown_minutes=10)

    assert may_try_again(quiz, [FAILED], after(60)).not_before is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "The next try opens in 10 minutes."),
        (0.5, "The next try opens in 10 minutes."),
        (8, "The next try opens in 2 minutes."),
        (9, "The next try opens in 1 minute."),
        (9.99, "The next try opens in 1 minute."),
    ],
)
def test_before_the_wait_is_over_the_next_try_is_closed(minutes: float, words: str) -> None:
    told = may_try_again(a_bank(cooldown_minutes=10), [FAILED], after(minutes))

    assert not told.allowed
    assert told.not_before == after(10)
    assert told.sentence.startswith(words)


def test_the_next_try_opens_at_the_very_instant() -> None:
    assert may_try_again(a_bank(cooldown_minutes=10), [FAILED], after(10)) == Retry(allowed=True)


def test_the_first_try_waits_for_nothing() -> None:
    quiz = a_bank(attempts=2, cooldown_minutes=10)

    assert may_try_again(quiz, (), NOON) == Retry(allowed=True, left=2)


def test_the_wait_runs_from_the_latest_try() -> None:
    graded = [FAILED, (after(20), Outcome.FAILED)]

    told = may_try_again(a_bank(attempts=5, cooldown_minutes=10), graded, after(25))

    assert (told.not_before, told.left) == (after(30), 3)


@given(st.integers(0, 9), st.integers(0, 600), st.integers(0, 9), st.integers(0, 36_000))
def test_whoever_is_refused_is_told_why_and_whoever_waits_is_let_in(
    attempts: int, cooldown: int, tried: int, seconds: int
) -> None:
    quiz = a_bank(attempts=attempts, cooldown_minutes=cooldown)
    graded = [FAILED] * tried

    told = may_try_again(quiz, graded, NOON + timedelta(seconds=seconds))

    assert told.allowed == (told.sentence == "")
    assert "in 0 minutes" not in told.sentence
    if told.not_before is not None:
        assert may_try_again(quiz, graded, told.not_before).allowed
