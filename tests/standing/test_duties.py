"""Duties that leave no day between them are one duty."""

from dataclasses import replace
from datetime import date

from lms.standing.duties import first_due_on, unbroken
from lms.standing.model import Duty
from lms.standing.policy import OpenCycles, Policy, Terms, always
from tests.standing.histories import ANNUAL


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
    assert first_due_on(ANNUAL, hired, hired.from_on) == date(2028, 7, 31)
    assert first_due_on(always(Policy(initial_days=0)), hired, hired.from_on) == date(2028, 7, 1)


def test_a_change_dates_an_open_first_due_day_again_and_spares_what_it_promised() -> None:
    hired, changed = Duty(date(2028, 7, 1), None, "hired"), date(2028, 7, 10)
    sooner = Terms(changed, Policy(initial_days=5), OpenCycles.REDATE)
    assert first_due_on((*ANNUAL, sooner), hired, date(2028, 7, 9)) == date(2028, 7, 31)
    assert first_due_on((*ANNUAL, sooner), hired, changed) == changed
    spared = replace(sooner, protected_until=date(2028, 7, 25))
    assert first_due_on((*ANNUAL, spared), hired, changed) == date(2028, 7, 25)
    later = replace(sooner, policy=Policy(initial_days=60))
    assert first_due_on((*ANNUAL, later), hired, changed) == date(2028, 8, 30)


def test_a_change_leaves_a_first_due_day_alone_that_has_passed_or_is_to_be_kept() -> None:
    hired = Duty(date(2028, 7, 1), None, "hired")
    for change in (
        Terms(date(2028, 8, 1), Policy(initial_days=90), OpenCycles.REDATE),
        Terms(date(2028, 7, 10), Policy(initial_days=90), OpenCycles.KEEP),
    ):
        assert first_due_on((*ANNUAL, change), hired, date(2028, 9, 1)) == date(2028, 7, 31)
