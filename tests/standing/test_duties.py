"""Duties that leave no day between them are one duty."""

from datetime import date

from lms.standing.duties import first_due_on, unbroken
from lms.standing.model import Duty
from lms.standing.policy import Policy


def test_changing_teams_without_a_day_between_gives_no_second_initial_period() -> None:
    team = Duty(date(2027, 1, 1), date(2027, 6, 1), "joined the team")
    next_team = Duty(date(2027, 6, 1), None, "joined the team")
    assert unbroken((team, next_team)) == (Duty(team.from_on, None, team.cause),)


def test_a_day_off_makes_a_second_duty_with_its_own_trigger() -> None:
    duty = Duty(date(2027, 1, 1), date(2027, 6, 1), "hired")
    rehired = Duty(date(2027, 6, 2), None, "rehired")
    assert unbroken((rehired, duty)) == (duty, rehired)


def test_the_shorter_of_two_overlapping_duties_ends_nothing() -> None:
    long = Duty(date(2027, 1, 1), date(2027, 12, 1), "hired")
    short = Duty(date(2027, 2, 1), date(2027, 3, 1), "joined the team")
    assert unbroken((long, short)) == (long,)
    endless = Duty(date(2027, 1, 1), None, "hired")
    assert unbroken((endless, short)) == (endless,)


def test_a_span_without_a_day_is_no_duty() -> None:
    assert unbroken((Duty(date(2027, 1, 1), date(2027, 1, 1), "hired"),)) == ()


def test_a_first_completion_is_due_the_initial_days_after_the_trigger() -> None:
    hired = Duty(date(2028, 7, 1), None, "hired")
    assert first_due_on(Policy(), hired) == date(2028, 7, 31)
    assert first_due_on(Policy(initial_days=0), hired) == date(2028, 7, 1)
