"""One person's page answers how they stand, and accounts for every day and every record."""

import pytest
from flask import Flask

from lms.kernel.access import Role
from lms.kernel.work import Workshop
from tests.accounts.people import Browser
from tests.pages.look.drawn import Elements
from tests.pages.officer.desk import HOLLIS, PEOPLE, heading, said, sign_in
from tests.reports.house import MANAGER, settled


@pytest.fixture
def officer(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.OFFICER)


@pytest.fixture
def manager(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.MANAGER, MANAGER)


@pytest.fixture
def auditor(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.AUDITOR)


def test_the_heading_answers_and_the_lede_says_who_it_is(officer: Browser) -> None:
    html = officer.open(HOLLIS).text

    assert heading(html) == "Hollis Bramble is late."
    assert "Claims, billing, since 10 January 2024. Reports to Maren Slate." in said(html)
    assert "Late, lapsed, by 35 days" in said(html)
    assert "Why this date" in html
    assert "first completed 27 Dec 2024" in html


def test_every_day_stands_in_a_table_and_gaps_are_hatched(officer: Browser) -> None:
    html = officer.open(HOLLIS).text

    assert "no gap" not in html
    assert "387 days not covered" in html
    assert "Completed 27 Dec 2024, version 1." in said(html)
    drawing = next(one for one in Elements(html).all("svg") if one.get("role") == "img")
    label = drawing["aria-label"] or ""
    assert "Covered 27 Dec 2024 to 27 Dec 2025; 387 days not covered" in label
    assert 'fill="url(#hatch)"' in html


def test_the_record_stands_there_with_its_certificate(officer: Browser) -> None:
    text = said(officer.open(HOLLIS).text)

    assert "Completed: 42 CFR Part 2 basics, version 1" in text
    assert "score 90 %" in text
    assert "P2L-0001" in text


@pytest.mark.parametrize(
    ("worker", "answer"),
    [
        ("W-001", "Tova Lindqvist is covered."),
        ("W-030", "Nothing is asked of Otis Fallow."),
        ("W-010", "Maren Slate is covered."),
    ],
)
def test_each_is_answered_as_they_stand(officer: Browser, worker: str, answer: str) -> None:
    assert heading(officer.open(f"{PEOPLE}{worker}").text) == answer


def test_whoever_left_says_when(officer: Browser) -> None:
    assert "10 January 2024 (left 1 May 2025)" in said(officer.open(f"{PEOPLE}W-030").text)


def test_as_of_an_earlier_day_the_page_tells_that_day(officer: Browser) -> None:
    html = officer.open(f"{HOLLIS}?as_of=2025-12-20").text

    assert heading(html) == "Hollis Bramble is covered."
    assert "Valid through 27 December 2025" in html
    assert ">20 Dec 2025</text>" in html


def test_a_day_that_is_none_is_a_problem_of_its_field(officer: Browser) -> None:
    answer = officer.open(f"{HOLLIS}?as_of=yesterday&known_at=2026-01-31")

    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert 'href="#f-as_of"' in answer.text
    assert 'value="yesterday"' in answer.text


def test_before_anything_was_known_there_is_nothing_to_tell(officer: Browser) -> None:
    answer = officer.open(f"{HOLLIS}?known_at=2020-01-01")

    assert answer.status_code == 404
    assert "Nothing was known of this worker then" in answer.text


def test_an_officer_may_decide_everything_and_a_manager_gives_more_time(
    alone: Flask, house: Workshop, manager: Browser
) -> None:
    theirs = sign_in(alone, house, Role.OFFICER).open(HOLLIS).text
    own = manager.open(HOLLIS).text

    for words in ("Record leave", "Exempt until a day", "Merge with another id", "Correct this"):
        assert words in theirs
        assert words not in own
    assert "Give more time" in theirs
    assert "Give more time" in own


def test_an_auditor_only_reads(auditor: Browser) -> None:
    html = auditor.open(HOLLIS).text

    assert heading(html) == "Hollis Bramble is late."
    assert "What you can do" not in html
    assert "Give more time" not in html
    assert auditor.open(f"{HOLLIS}/extend").status_code == 403


def test_nobody_decides_on_their_own_page(alone: Flask, house: Workshop) -> None:
    own = sign_in(alone, settled(house), Role.OFFICER, MANAGER)

    assert "What you can do" not in own.open(f"{PEOPLE}{MANAGER}").text
    assert "What you can do" in own.open(HOLLIS).text


def test_the_team_page_leads_to_the_person(manager: Browser) -> None:
    html = manager.open("/training/team/").text

    assert f'<a href="{HOLLIS}">Hollis Bramble</a>' in html


def test_whoever_is_not_there_is_not_found(officer: Browser) -> None:
    assert officer.open(f"{PEOPLE}W-404").status_code == 404
