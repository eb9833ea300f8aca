"""Whether somebody may try a quiz again, and from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.quizzes.model import Outcome, Quiz


@dataclass(frozen=True)
class Retry:
    """Whether another try is allowed now; if not, from when, and how many are left (None: any).

    `sentence` says why not, fit to show; empty when it is allowed.
    """

    allowed: bool
    not_before: datetime | None = None
    left: int | None = None
    sentence: str = ""


def may_try_again(quiz: Quiz, graded: Sequence[tuple[datetime, Outcome]], now: datetime) -> Retry:
    """Apply a quiz's own rule to the graded tries of one sitting, oldest first."""
    left = max(quiz.attempts - len(graded), 0) if quiz.attempts else None
    if left == 0:
        used = "The one try is" if quiz.attempts == 1 else f"All {quiz.attempts} tries are"
        told = f"{used} used. Ask your compliance officer what comes next; every try is kept."
        return Retry(allowed=False, left=0, sentence=told)
    if graded and quiz.cooldown_minutes:
        not_before = graded[-1][0] + timedelta(minutes=quiz.cooldown_minutes)
        if now < not_before:
            minutes = -((now - not_before) // timedelta(minutes=1))
            word = "minute" if minutes == 1 else "minutes"
            told = f"The next try opens in {minutes} {word}. Use them to read the lesson again."
            return Retry(allowed=False, not_before=not_before, left=left, sentence=told)
    return Retry(allowed=True, left=left)
