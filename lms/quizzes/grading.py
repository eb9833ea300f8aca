"""How a paper is marked."""

from collections.abc import Mapping

from lms.quizzes.model import Answers, Grade, Outcome, Paper, Question


def grade(
    paper: Paper, questions: Mapping[str, Question], answers: Answers, *, pass_mark: int
) -> Grade:
    """Mark a paper. A question counts only if all right choices, and no other, are chosen.

    Steps count only if each stands in its right place. An unanswered question is wrong. The
    percentage is rounded down, so that nobody passes by rounding.
    """
    correct = tuple(
        answers.get(item.question, frozenset()) == questions[item.question].right for item in paper
    )
    percent = 100 * sum(correct) // len(correct)
    return Grade(correct, percent, Outcome.PASSED if percent >= pass_mark else Outcome.FAILED)


def needed(total: int, pass_mark: int) -> int:
    """Return how many right answers of a total pass at a mark in percent."""
    return -(-total * pass_mark // 100)
