"""Tries at a quiz that were not passed: one at noon, and the minutes after it."""

from datetime import datetime, timedelta
from typing import Final

from lms.quizzes.model import Outcome
from tests.builders import NOON

FAILED: Final = (NOON, Outcome.FAILED)


def after(minutes: float) -> datetime:
    """So many minutes after the try at noon."""
    return NOON + timedelta(minutes=minutes)
