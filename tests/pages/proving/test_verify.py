"""Anybody can check a certificate by its number, and learns nobody's name."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import Role
from lms.kernel.ids import WorkerId
from lms.standing.tables import CompletionRow
from tests.builders import WORKER, an_actor
from tests.pages.classroom import Classroom, a_classroom, text_of

classroom = a_classroom


@pytest.fixture
def number(classroom: Classroom) -> str:
    """The number of a certificate, and nobody signed in."""
    issued = classroom.pass_quiz()
    classroom.sit_down(None)
    return issued


def test_a_certificate_is_confirmed_without_a_word_of_its_holder(
    classroom: Classroom, number: str
) -> None:
    shown = classroom.open(f"/training/verify/{number}")

    said = text_of(shown.text)
    assert shown.status_code == 200
    assert "This certificate is genuine, and it counts today." in said
    assert "Answering callers, version 1" in said
    assert "Completed 31 January 2026 Valid through 31 January 2027" in said
    personal = {*WORKER.name.split(), WORKER.id, WORKER.team, "100 %"}
    assert {word for word in personal if word in shown.text} == set()
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert shown.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ["{lower}", "{bare}", "{spaced}", "  {number} "])
def test_a_number_is_read_however_it_is_typed(
    classroom: Classroom, number: str, typed: str
) -> None:
    written = typed.format(
        number=number,
        lower=number.lower(),
        bare=number.replace("-", ""),
        spaced=number.removeprefix("P2L-").replace("-", " "),
    )

    led = classroom.client.get("/training/verify", query_string={"number": written})

    assert led.status_code == 303
    assert f"Certificate {number}" in text_of(classroom.open(led.location).text)


def test_a_certificate_whose_day_has_passed_is_genuine_and_over(
    classroom: Classroom, number: str
) -> None:
    classroom.clock.forward(days=366)

    said = text_of(classroom.open(f"/training/verify/{number}").text)

    assert "This certificate is genuine, and its time is over." in said
    assert "Was valid through 31 January 2027" in said


def test_a_certificate_that_a_later_one_followed_says_so(classroom: Classroom) -> None:
    worker = classroom.who[0]
    first = classroom.pass_quiz()
    classroom.clock.forward(days=340)
    second = classroom.pass_quiz()
    classroom.sit_down(None)

    assert worker is not None
    old = classroom.open(f"/training/verify/{first}").text
    assert "a later one followed" in old
    assert f"Superseded by {second}" in text_of(old)
    assert f'href="/training/verify/{second}"' in old
    assert "it counts today" in classroom.open(f"/training/verify/{second}").text


def test_a_certificate_that_no_rule_asked_for_has_no_last_day(classroom: Classroom) -> None:
    classroom.clock.now = classroom.clock.now.replace(day=1)
    number = classroom.pass_quiz()

    said = text_of(classroom.open(f"/training/verify/{number}").text)

    assert "No last day was set" in said
    assert "Valid through No day was set" in said


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("P2L-0000", "A certificate number is P2L and sixteen letters and digits"),
        ("P2L-0000-0000-0000-0001", "This certificate number has a typing mistake."),
        ("P2L-0000-0000-0000-0000", "No certificate was issued here under this number."),
    ],
)
def test_a_number_that_is_none_of_ours_is_told_kindly_and_can_be_mended(
    classroom: Classroom, typed: str, problem: str
) -> None:
    classroom.sit_down(None)

    shown = classroom.open(f"/training/verify/{typed}")

    assert shown.status_code == 404
    assert "<title>Error: Check a certificate" in shown.text
    assert shown.text.count(problem) == 2
    assert f'value="{typed}"' in shown.text


def test_the_form_stands_open_to_everybody(classroom: Classroom) -> None:
    classroom.sit_down(None)

    shown = classroom.open("/training/verify")

    assert shown.status_code == 200
    assert "Number of the certificate" in shown.text
    assert "Error" not in shown.text


def test_standing_alone_the_check_is_at_the_root(alone: Flask) -> None:
    client: FlaskClient = alone.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"

    assert client.get("/verify").status_code == 200
    assert client.get("/verify/P2L-0000-0000-0000-0000").status_code == 404


def test_a_certificate_whose_completion_was_withdrawn_counts_no_more(
    classroom: Classroom, number: str
) -> None:
    with classroom.workshop.work(an_actor(Role.OFFICER, worker=WorkerId("W-900"))) as work:
        [done] = work.session.scalars(select(CompletionRow.id))
        wrong = Correction(what=What.COMPLETION, fact=done, reason="taken by somebody else")
        withdraw_fact(work, wrong)

    said = text_of(classroom.open(f"/training/verify/{number}").text)

    assert "This certificate was issued here, and counts no more." in said
    assert "recorded in error" in said
