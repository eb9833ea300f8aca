"""When an invented worker trains, and how many tries they need: decided by who they are."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from lms.quizzes.model import Answer, Question
from lms.standing.model import Standing, Status
from lms.standing.status import status_on


class Habit(StrEnum):
    """How somebody treats a date."""

    EARLY = "early"
    IN_WINDOW = "in the window"
    LAST_WEEK = "in the last week"
    LATE = "late"
    VERY_LATE = "very late"


@dataclass(frozen=True)
class Temper:
    """What a worker is like toward a course: habit, failed tries before a pass, a few days."""

    habit: Habit
    failures: int
    spread: int


_WEIGHTED = (
    *[Habit.IN_WINDOW] * 9,
    *[Habit.LAST_WEEK] * 6,
    *[Habit.EARLY] * 2,
    *[Habit.LATE] * 3,
    *[Habit.VERY_LATE] * 3,
)


def temper_of(worker: str, course: str, cycle: int) -> Temper:
    """Return what a worker is like in a cycle: the same on every machine and in every run."""
    seed = sha256(f"{worker}/{course}/{cycle}".encode()).digest()
    return Temper(
        _WEIGHTED[seed[0] % len(_WEIGHTED)], (0, 0, 0, 0, 1, 0, 2, 0)[seed[1] % 8], seed[2]
    )


def wrong_answer(question: Question) -> Answer:
    """Return what somebody in a hurry answers: the steps from last to first, or one choice."""
    if question.ordered:
        return tuple(range(len(question.choices), 0, -1))
    return frozenset({1 if question.right == frozenset({0}) else 0})


def does_it_on(dates: Standing, temper: Temper, today: date) -> bool:
    """Say whether somebody of this temper sits down to it today."""
    status = status_on(dates, today)
    if dates.act_by is None or status is Status.NOT_REQUIRED:
        return False
    return today >= _chosen_day(dates, temper)


def _chosen_day(dates: Standing, temper: Temper) -> date:
    act_by = dates.act_by or date.max
    before = {
        Habit.EARLY: 95 + temper.spread % 40,
        Habit.IN_WINDOW: 5 + temper.spread % 50,
        Habit.LAST_WEEK: temper.spread % 7,
        Habit.LATE: -(3 + temper.spread % 30),
        Habit.VERY_LATE: -(40 + temper.spread % 90),
    }[temper.habit]
    if dates.valid_through is None:
        before = min(before, 20)
    return act_by - timedelta(days=before)
