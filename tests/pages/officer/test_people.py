"""The list of people leads to each one's page, within what one may see."""

import pytest
from flask import Flask

from lms.kernel.access import Role
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.officer import people
from tests.accounts.people import Browser
from tests.pages.conftest import another
from tests.pages.officer.desk import HOLLIS, PEOPLE, heading, said, sign_in
from tests.reports.house import MANAGER, settled


@pytest.fixture
def officer(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.OFFICER)


def test_the_answer_counts_who_is_employed(officer: Browser) -> None:
    html = officer.open(PEOPLE).text

    assert heading(html) == "6 people are employed."
    assert f'<a href="{HOLLIS}">Hollis Bramble</a>' in html
    assert "Late in 1" in said(html)
    assert "Otis Fallow" not in html
    assert ">People</a>" in html


def test_a_part_of_a_name_finds_somebody_and_keeps_what_was_typed(officer: Browser) -> None:
    html = officer.open(f"{PEOPLE}?q=bram&team=Claims").text

    assert heading(html) == "1 person is employed and found."
    assert 'value="bram"' in html
    assert '<option value="Claims" selected>' in html


def test_whoever_left_is_found_among_everybody(officer: Browser) -> None:
    assert "10 Jan 2024 to 1 May 2025" in said(officer.open(f"{PEOPLE}?here=all").text)
    assert heading(officer.open(f"{PEOPLE}?here=left").text) == "1 person is found."


def test_when_nobody_is_found_the_page_says_what_to_try(officer: Browser) -> None:
    html = officer.open(f"{PEOPLE}?q=zzz").text

    assert heading(html) == "Nobody is found."
    assert "Try a shorter part of the name" in html


def test_an_empty_house_says_so(alone: Flask, house: Workshop) -> None:
    officer = sign_in(alone, house, Role.OFFICER)

    assert heading(officer.open(PEOPLE).text) == "There is nobody here yet."


def test_the_next_page_goes_on_where_this_one_ends(
    officer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "LINES_A_PAGE", 4)
    first = officer.open(PEOPLE).text
    after = first.partition("Show the next")[0].rpartition('href="')[2].partition('"')[0]

    second = officer.open(after.replace("&amp;", "&")).text

    assert "The first 4 of 6" in said(first)
    assert "The next 2 of 6" in said(second)
    assert "Tova Lindqvist" in second
    assert "Tova Lindqvist" not in first


def test_a_manager_sees_their_own_tree_and_no_other(alone: Flask, house: Workshop) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, MANAGER)

    html = manager.open(f"{PEOPLE}?here=all").text

    assert heading(html) == "5 people are found."
    assert "Cosmo Reed" not in html
    assert manager.open(f"{PEOPLE}W-020").status_code == 404


def test_others_see_no_people(alone: Flask, house: Workshop) -> None:
    worker = sign_in(alone, settled(house), Role.WORKER, WorkerId("W-001"))

    assert [worker.open(path).status_code for path in (PEOPLE, HOLLIS)] == [403, 403]
    assert another(alone).open(PEOPLE).status_code == 303
