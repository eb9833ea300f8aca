"""Grace is a colour on lists: who is late by a few days is late, and reports say so."""

from dataclasses import replace

import pytest
from flask import Flask

from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.standing import overdue
from tests.accounts.people import Browser
from tests.pages.officer.desk import sign_in
from tests.reports.house import ANNUAL, TODAY, settle

GRACE = 30
"""Days, so that Rowan Gild (22 days late) is in grace, and Hollis Bramble (35) is not."""


@pytest.fixture
def lenient(alone: Flask, house: Workshop) -> Browser:
    """The browser of an officer of the house, which shows amber for thirty days."""
    with house.work(SYSTEM) as work:
        settle(work, requirements=(replace(ANNUAL, grace_days=GRACE),))
    return sign_in(alone, house, Role.OFFICER)


def row_of(html: str, name: str) -> str:
    """Return the row of the list that names somebody."""
    at = html.index(name)
    return html[html.rindex("<tr", 0, at) : html.index("</tr>", at)]


def test_a_list_shows_in_amber_who_is_late_by_days_of_grace(lenient: Browser) -> None:
    html = lenient.open("/training/team/").text
    rowan, hollis = row_of(html, "Rowan Gild"), row_of(html, "Hollis Bramble")
    assert '<span class="st soon">' in rowan
    assert "22 days, in grace" in rowan
    assert '<span class="st late">' in hollis
    assert "grace" not in hollis


def test_the_list_of_people_shows_the_same(lenient: Browser) -> None:
    html = lenient.open("/training/people/").text
    assert "Late in 1, in grace" in row_of(html, "Rowan Gild")
    assert "Late in 1<" in row_of(html, "Hollis Bramble")
    assert "Not late" in row_of(html, "Tova Lindqvist")


def test_a_persons_page_shows_the_same(lenient: Browser) -> None:
    html = lenient.open("/training/people/W-003").text
    assert "Rowan Gild is late." in html
    assert "by 22 days, in grace" in html


def test_a_report_says_late_all_the_same(lenient: Browser, house: Workshop) -> None:
    assert lenient.open("/training/team/").text.count("4 of 6 people are late.") > 0
    with house.look(SYSTEM) as work:
        answer = overdue(work.session, Question(TODAY, TODAY))
        told = [dict(zip(answer.names, row, strict=True)) for row in answer.rows]
    (rowan,) = [row for row in told if row["worker_id"] == "W-003"]
    assert (rowan["status"], rowan["compliant"], rowan["days_late"]) == ("overdue", "no", 22)
