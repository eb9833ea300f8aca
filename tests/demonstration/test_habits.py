"""Invented habits: the same for the same person, and different among people."""

from collections import Counter
from datetime import date, timedelta

from lms.demonstration.habits import Habit, Temper, does_it_on, temper_of, wrong_answer
from lms.standing.derivation import standing_of
from lms.standing.model import Duty, History
from lms.standing.policy import Policy, always
from tests.quizzes.banks import a_question, an_ordering

HIRED = History(duties=(Duty(date(2026, 1, 1), None, "hired"),))
DUE = standing_of(always(Policy()), HIRED, date(2026, 1, 1))


def test_everybody_keeps_their_temper_and_people_differ() -> None:
    assert temper_of("W-1", "basics", 0) == temper_of("W-1", "basics", 0)
    habits = Counter(temper_of(f"W-{number}", "basics", 0).habit for number in range(200))
    assert set(habits) == set(Habit)


def test_nobody_does_what_is_not_asked() -> None:
    nothing = standing_of(always(Policy()), History(), date(2026, 1, 1))
    assert not does_it_on(nothing, Temper(Habit.EARLY, 0, 0), date(2026, 1, 1))
    before = date(2025, 12, 31)
    assert not does_it_on(DUE, Temper(Habit.EARLY, 0, 0), before)


def test_the_late_wait_until_the_day_is_past() -> None:
    last_day = date(2026, 1, 31)
    late = Temper(Habit.LATE, 0, 0)
    assert not does_it_on(DUE, late, last_day)
    assert does_it_on(DUE, late, last_day + timedelta(days=3))
    assert does_it_on(DUE, Temper(Habit.LAST_WEEK, 0, 0), last_day)


def test_an_answer_in_a_hurry_is_wrong() -> None:
    asked = [a_question("one", marks) for marks in ("x--", "-x-", "xx-")] + [an_ordering("two")]

    assert [wrong_answer(one) == one.right for one in asked] == [False] * 4
