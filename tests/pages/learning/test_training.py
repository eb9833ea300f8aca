"""A worker's own page answers first: what is due, why that day, how long it takes, what next."""

import re
from dataclasses import replace
from datetime import date

import pytest

from lms.courses.model import Sitting
from lms.kernel.access import Role
from lms.pages.learning.duties import home_of, time_line
from lms.reports.learning.my_training import Duty, MyTraining, Progress
from lms.standing.model import Standing, Status
from tests.builders import WORKER, a_worker, an_actor
from tests.pages.classroom import (
    COURSE,
    HOME,
    REQUIREMENT,
    SLUG,
    TAUGHT,
    Classroom,
    a_classroom,
    text_of,
)

classroom = a_classroom
TODAY = date(2026, 11, 24)
DATES = Standing(
    required_from=date(2025, 1, 1),
    completed_on=date(2025, 12, 8),
    valid_through=date(2026, 12, 8),
    window_opens_on=date(2026, 10, 9),
    due_on=date(2026, 12, 8),
    act_by=date(2026, 12, 8),
    why="Valid through 8 Dec 2026: first completed 8 Dec 2025.",
)


def a_duty(status: Status, days_late: int = 0, read: tuple[str, ...] = ()) -> Duty:
    """A duty of the worker in this status."""
    progress = Progress(TAUGHT, Sitting(WORKER.id, SLUG, 1, 0), frozenset(read))
    return Duty(
        requirement=REQUIREMENT,
        progress=progress,
        dates=DATES,
        status=status,
        act_by=DATES.act_by,
        days_late=days_late,
        finishing_today=date(2027, 12, 8),
    )


def told(*duties: Duty) -> tuple[str, str]:
    """Headline and second sentence of a page with these duties."""
    home = home_of(MyTraining(a_worker(name="Juniper Vale"), duties, ()), TODAY)
    return home.title, home.lede


def test_the_page_opens_with_the_answer_in_a_sentence() -> None:
    due, current = a_duty(Status.RENEW_OPEN), a_duty(Status.CURRENT)
    away, late = a_duty(Status.ON_LEAVE), a_duty(Status.EXPIRED, days_late=3)

    assert told(due, current, current, current) == (
        "One thing is due, Juniper.",
        "Three others are current. Nothing is late.",
    )
    assert told(due, late) == ("Two things are due, Juniper.", "One past due.")
    assert told(current) == (
        "Nothing is due, Juniper.",
        "One training is current. Nothing is late.",
    )
    assert told(away) == ("Nothing is due, Juniper.", "One is paused. Nothing is late.")
    assert told() == (
        "Nothing is due, Juniper.",
        "No training is asked of you. If you expected some, ask for help below.",
    )


@pytest.mark.parametrize(
    ("status", "days_late", "kind", "state"),
    [
        (Status.ASSIGNED, 0, "soon", "Due Tuesday 8 December, in 14 days"),
        (Status.RENEW_OPEN, 0, "soon", "Due Tuesday 8 December, in 14 days"),
        (Status.OVERDUE, 3, "late", "3 days past due. Takes about 10 minutes."),
        (Status.EXPIRED, 1, "late", "1 day past due. Takes about 10 minutes."),
        (
            Status.EXPIRED_EXTENDED,
            0,
            "soon",
            "No longer valid; you have until Tuesday 8 December, in 14 days",
        ),
        (
            Status.STALE,
            0,
            "soon",
            "The course changed; read what is new by Tuesday 8 December, in 14 days",
        ),
        (Status.CURRENT, 0, "ok", "Valid through 8 December 2026"),
        (Status.EXEMPT, 0, "away", "Not asked of you now"),
        (Status.ON_LEAVE, 0, "away", "Paused while you are on leave"),
        (Status.ON_LEAVE_LAPSED, 0, "away", "Paused while you are on leave; no longer valid"),
    ],
)
def test_each_state_is_a_fact_with_its_day(
    status: Status, days_late: int, kind: str, state: str
) -> None:
    home = home_of(MyTraining(WORKER, (a_duty(status, days_late),), ()), TODAY)
    (one,) = home.due + home.current + home.paused

    assert (one.kind, one.state) == (kind, state)


def test_the_next_step_is_the_first_lesson_not_read_yet_and_then_the_quiz() -> None:
    def step(*read: str) -> str:
        home = home_of(MyTraining(WORKER, (a_duty(Status.RENEW_OPEN, read=read),), ()), TODAY)
        return home.due[0].step.words

    assert step() == "Start: Lesson 1 of 2"
    assert step("answering") == "Continue: Lesson 2 of 2"
    assert step("noting") == "Continue: Lesson 1 of 2"
    assert step("answering", "noting") == "Continue: the quiz"


def test_a_time_line_shows_what_is_covered_and_the_window_within_two_years() -> None:
    assert time_line(DATES, TODAY) == (("covered", 1.92, 50.0), ("window", 43.7, 8.22))
    assert time_line(Standing(), TODAY) == ()
    old = replace(DATES, completed_on=date(2020, 1, 1), valid_through=date(2021, 1, 1))
    assert time_line(replace(old, window_opens_on=None), TODAY) == ()


def test_what_is_due_stands_first_with_its_day_its_reason_and_one_button(
    classroom: Classroom,
) -> None:
    page = classroom.open(HOME).text

    said = text_of(page)
    assert "One thing is due, Tova." in said
    assert "Due Saturday 14 February, in 14 days About 10 minutes left" in said
    assert "Why this date Due 14 Feb 2026: " in said
    assert "Finish today, and it is valid through 31 January 2027." in said
    assert "Policy Training policy 4.2" in said
    assert re.findall(r'class="btn[^"]*" href="([^"]+)"', page) == [f"{COURSE}/answering"]
    assert ">Start: Lesson 1 of 2</a>" in page


def test_what_was_read_is_where_one_goes_on_from_any_device(classroom: Classroom) -> None:
    classroom.send(f"{COURSE}/answering/read")
    elsewhere = classroom.app.test_client()

    page = elsewhere.get(HOME).text

    assert "Continue: Lesson 2 of 2" in page
    assert "1 of 2 lessons done" in page
    assert "About 6 minutes left" in page


def test_after_completion_nothing_is_due_and_renewing_early_says_what_it_would_give(
    classroom: Classroom,
) -> None:
    number = classroom.pass_quiz()
    classroom.clock.forward(days=60)

    page = classroom.open(HOME).text

    said = text_of(page)
    assert "Nothing is due, Tova. One training is current. Nothing is late." in said
    assert "Valid through 31 January 2027" in said
    assert "Finishing today would make it valid through 1 April 2027. Renew early" in said
    assert f'href="/training/certificates/{number}"' in page
    assert "Answering callers, version 1 31 Jan 2026 100 %" in said


def test_the_page_has_one_h1_a_title_of_its_own_and_nothing_inline(classroom: Classroom) -> None:
    for path in (HOME, COURSE, f"{COURSE}/answering", classroom.begin()):
        page = classroom.open(path).text
        assert page.count("<h1") == 1
        assert page.count("<main") == 1
        assert "Alder Quay Billing training</title>" in page
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.AUDITOR, "/training/reports/"),
        (Role.OFFICER, "/training/reports/"),
        (Role.MANAGER, "/training/team/"),
    ],
)
def test_whoever_takes_no_training_is_led_to_what_they_came_for(
    classroom: Classroom, role: Role, place: str
) -> None:
    classroom.sit_down(an_actor(role, worker=None))
    led = classroom.open(HOME)
    assert (led.status_code, led.location) == (302, place)


def test_whoever_may_go_nowhere_is_told_that_there_is_no_training(classroom: Classroom) -> None:
    classroom.sit_down(an_actor(Role.ADMIN, worker=None))
    refused = classroom.open(HOME)
    assert refused.status_code == 404
    assert "it belongs to no worker" in text_of(refused.text)


def test_the_page_is_for_those_who_are_signed_in(classroom: Classroom) -> None:
    classroom.sit_down(None)

    assert classroom.open(HOME).status_code == 401
