"""A worker reads just what changed, is asked just about that, and sees that the day stays."""

import re
from dataclasses import replace
from datetime import date

import pytest

from lms.actions.restate_standing import restate_standing
from lms.courses.model import Change, Course
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from lms.people.store import worker_ids
from tests.builders import NOON
from tests.courses.written import a_lesson
from tests.pages.classroom import (
    COURSE,
    HOME,
    QUIZ,
    TAUGHT,
    Classroom,
    a_classroom,
    publish,
    text_of,
)

classroom = a_classroom
REFRESHER = f"{COURSE}/refresher"
FIRST = replace(
    TAUGHT,
    lessons=(
        a_lesson("answering", {"callers": 'Say neither <a href="#callers">yes</a> nor no.'}),
        a_lesson("noting", {"notes": "Note it.", "dates": "Note the day."}),
    ),
)


def a_later(version: int, **changes: object) -> Course:
    """A version in force from the day after the classroom opens."""
    lessons = (
        a_lesson("answering", {"callers": 'Offer <a href="#callers">to</a> pass it on.'}),
        a_lesson("noting", {"notes": "Note it.", "who": "Note who asked."}),
    )
    later = replace(
        FIRST,
        version=version,
        effective_on=date(2026, 2, 1),
        lessons=lessons,
        text_sha256=digest(version),
    )
    return replace(later, **changes)  # type: ignore[arg-type]  # fields of a course


def release(room: Classroom, course: Course) -> None:
    """Publish a version, and derive what follows."""
    with room.workshop.work(SYSTEM) as work:
        publish(work, course, replace(QUIZ, text_sha256=digest((course.version, "quiz"))))
        restate_standing(work, worker_ids(work.session))


@pytest.fixture
def stale(classroom: Classroom) -> Classroom:
    """Passed on version 1; version 2 has been in force for ten days."""
    release(classroom, replace(FIRST, version=2, change=Change.EDITORIAL, text_sha256=digest(2)))
    classroom.pass_quiz()
    release(classroom, a_later(3))
    classroom.clock.forward(days=10)
    return classroom


def test_home_offers_what_changed_first_with_its_size_and_the_day_that_stays(
    stale: Classroom,
) -> None:
    told = text_of(stale.open(HOME).text)

    assert "The course changed; read what is new by Thursday 2 April" in told
    assert "2 sections and 3 questions, about 2 minutes." in told
    assert "Reading what changed keeps your last valid day, 31 January 2027." in told
    assert f'href="{REFRESHER}"' in stale.open(HOME).text
    assert "Take the whole course" in told


def test_the_page_of_the_course_offers_it_too(stale: Classroom) -> None:
    told = text_of(stale.open(COURSE).text)

    assert "What changed since you took it 2 sections and 3 questions, about 2 minutes." in told
    assert "Your last valid day stays 31 January 2027." in told


def test_only_what_changed_is_shown_with_what_it_said_before(stale: Classroom) -> None:
    page = stale.open(REFRESHER).text
    told = text_of(page)

    assert "From version 2 to version 3: 2 sections and 3 questions, about 2 minutes." in told
    assert "Lesson 1, Answering Changed section callers Offer to pass it on." in told
    assert "What it said before callers Say neither yes nor no." in told
    assert "Lesson 2, Noting New section who Note who asked." in told
    assert "Note it." not in told
    assert "What is no longer there dates, in “Noting”" in told


def test_names_within_a_lesson_lead_to_the_lesson_and_stand_once(stale: Classroom) -> None:
    page = stale.open(REFRESHER).text

    assert page.count('<a href="answering#callers">') == 2
    assert not re.search(r'<h[23] id="(callers|who)"', page)


def test_passing_makes_current_keeps_the_day_and_gives_a_certificate(stale: Classroom) -> None:
    started = stale.send(REFRESHER)
    paper = started.location
    assert (started.status_code, stale.send(REFRESHER).location) == (303, paper)
    assert "I have read what changed in this course, up to version 3" in stale.open(paper).text

    stale.hand_in(paper)

    result = text_of(stale.open(paper).text)
    assert "You passed" in result
    assert "Valid through 31 January 2027" in result
    assert "refreshed 10 Feb 2026, which moves no day" in result
    home = text_of(stale.open(HOME).text)
    assert "Nothing is due, Tova." in home
    assert "version 3, refresher" in home
    assert stale.open(REFRESHER).location == COURSE


def test_after_a_failed_refresher_one_may_try_it_again(stale: Classroom) -> None:
    paper = stale.send(REFRESHER).location
    stale.hand_in(paper, wrong=3)

    page = stale.open(paper).text

    assert f'<form method="post" action="{REFRESHER}">' in page
    assert "You may try again now." in page
    again = stale.send(REFRESHER).location
    assert again != paper
    assert f'href="{again}"' in stale.open(paper).text
    stale.hand_in(again)
    assert "There is nothing left to refresh in this course." in stale.open(paper).text


def test_a_minor_change_may_be_read_and_nothing_is_due(classroom: Classroom) -> None:
    classroom.pass_quiz()
    release(classroom, a_later(2, change=Change.MINOR))
    classroom.clock.forward(days=10)

    told = text_of(classroom.open(HOME).text)

    assert "Nothing is due, Tova." in told
    assert "Read what changed" in told


def test_where_nothing_changed_the_course_is_shown(classroom: Classroom) -> None:
    assert classroom.open(REFRESHER).location == COURSE
    refused = classroom.send(REFRESHER)
    assert refused.status_code == 409
    assert "There is nothing to refresh" in text_of(refused.text)


def test_where_only_the_quiz_changed_the_page_says_so(classroom: Classroom) -> None:
    classroom.pass_quiz()
    release(classroom, replace(TAUGHT, version=2, effective_on=NOON.date(), text_sha256=digest(2)))
    classroom.clock.forward(days=1)

    told = text_of(classroom.open(REFRESHER).text)

    assert "Only what the quiz asks has changed." in told
    assert "From version 1 to version 2: 3 questions, about 2 minutes." in told


def test_an_older_paper_says_until_when_and_is_closed_afterwards(classroom: Classroom) -> None:
    paper = classroom.begin()
    assert "The course has a newer version." not in classroom.open(paper).text
    release(classroom, a_later(2))
    classroom.clock.forward(days=8)

    assert (
        "This quiz counts for version 1 if you hand it in by Sunday 8 February 2026; after that "
        "day it is closed."
    ) in text_of(classroom.open(paper).text)
    filled = classroom.open(paper).text
    classroom.clock.forward(days=1)

    assert "This quiz is closed: the course has changed." in text_of(classroom.open(paper).text)
    assert "Not handed in before the course changed" in text_of(classroom.open(COURSE).text)
    assert 'name="asked"' in filled
    assert '<form method="post" action="/training/attempts' not in classroom.open(paper).text
