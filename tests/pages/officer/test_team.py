"""The manager's page: who is late, of whom, since when and why; and the same rows as a file."""

import csv
import io
import re
from html import unescape

import pytest
from flask import Flask, url_for

from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.set_password import set_password
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.pages.context import Surroundings
from lms.reports import overdue_page
from tests.accounts.people import PASSWORD, Browser, give_account
from tests.pages.classroom import text_of
from tests.pages.conftest import another
from tests.pages.look.drawn import Elements
from tests.reports.house import MANAGER, settled

PAGE = "/training/team/"
FILE = "/training/team/overdue.csv"


def sign_in(app: Flask, house: Workshop, role: Role, worker: WorkerId | None = None) -> Browser:
    """Sign somebody in who has an account of a role."""
    email = f"{role}-{worker}@alderquay.example".lower()
    with house.work(SYSTEM) as work:
        link = make_account(work, email, role, worker)
        assert set_password(work, link.token, PASSWORD) is None
    browser = another(app)
    assert browser.sign_in(email).status_code == 303
    return browser


@pytest.fixture
def manager(alone: Flask, house: Workshop) -> Browser:
    """Maren Slate, to whom four people report."""
    return sign_in(alone, settled(house), Role.MANAGER, MANAGER)


@pytest.fixture
def auditor(alone: Flask, house: Workshop) -> Browser:
    """Somebody who sees everybody."""
    return sign_in(alone, settled(house), Role.AUDITOR)


def heading(html: str) -> str:
    return unescape(re.findall(r"<h1[^>]*>(.*?)</h1>", html)[0])


def people(html: str) -> list[str]:
    return [
        unescape(re.sub(r"<[^>]*>", "", name))
        for name in re.findall(r'<th scope="row" role="rowheader">(.*?)</th>', html)
    ]


def test_the_answer_stands_first_and_the_longest_late_on_top(manager: Browser) -> None:
    html = manager.open(PAGE).text

    assert heading(html) == "3 of 4 people are late."
    assert "<title>3 of 4 people are late - Team" in html
    assert people(html) == ["Orla Finn", "Hollis Bramble", "Rowan Gild"]
    assert "Saturday 31 January 2026" in html


def test_each_row_says_since_when_why_and_by_how_many_days(manager: Browser) -> None:
    html = manager.open(PAGE).text
    hollis = html[html.index("Hollis Bramble") : html.index("Rowan Gild")]

    assert '<time datetime="2025-12-27">27 Dec 2025</time>' in hollis
    assert "first completed 27 Dec 2024" in hollis
    assert '<span class="st late">' in hollis
    assert "<span>35 days</span>" in hollis
    assert "42 CFR Part 2 basics" in hollis


def test_a_manager_sees_nobody_of_another_tree_anywhere(manager: Browser) -> None:
    for path in (PAGE, f"{PAGE}?team=Claims", FILE):
        text = manager.open(path).text
        assert "Cosmo Reed" not in text
        assert "W-020" not in text
        assert "Data desk" not in text


def test_an_auditor_sees_everybody(auditor: Browser) -> None:
    html = auditor.open(PAGE).text

    assert heading(html) == "4 of 6 people are late."
    assert "=Cosmo Reed" in html


def test_a_worker_sees_no_such_page(alone: Flask, house: Workshop) -> None:
    worker = sign_in(alone, settled(house), Role.WORKER, WorkerId("W-001"))

    assert [worker.open(path).status_code for path in (PAGE, FILE)] == [403, 403]
    assert ">Team</a>" not in worker.open("/training/").text
    assert another(alone).open(PAGE).status_code == 303


def test_whoever_manages_nobody_is_told_so_and_never_a_hundred_percent(
    alone: Flask, house: Workshop
) -> None:
    html = sign_in(alone, settled(house), Role.MANAGER, WorkerId("W-001")).open(PAGE).text

    assert heading(html) == "Nobody reports to you here."
    assert "100" not in re.sub(r"<[^>]*>", "", html)
    assert "<table" not in html
    assert "<svg height" not in html


def test_an_empty_house_is_told_so(alone: Flask, house: Workshop) -> None:
    assert (
        heading(sign_in(alone, house, Role.OFFICER).open(PAGE).text) == "Nobody is employed here."
    )


def test_a_team_in_time_is_told_so(auditor: Browser) -> None:
    html = auditor.open(f"{PAGE}?team=Management").text

    assert heading(html) == "Nobody is late."
    assert "That is 1 worker, as of today." in html
    assert people(html) == []


def test_filters_are_a_form_whose_result_is_announced(manager: Browser) -> None:
    html = manager.open(f"{PAGE}?team=Patient+accounts&requirement=part2-core-annual").text

    assert heading(html) == "2 of 2 people are late."
    assert '<p class="small soft" role="status">Two people are late, in 2 rows.</p>' in html
    assert '<option value="Patient accounts" selected>' in html
    assert '<option value="part2-core-annual" selected>42 CFR Part 2 basics</option>' in html
    form = Elements(html).all("form")
    assert any(one.get("method") == "get" and one.get("action") == PAGE for one in form)
    assert "overdue.csv?team=Patient+accounts&amp;requirement=part2-core-annual" in html


@pytest.mark.parametrize("query", ["team=Data+desk", "requirement=unknown"])
def test_what_cannot_be_chosen_is_a_problem_of_its_field(manager: Browser, query: str) -> None:
    answer = manager.open(f"{PAGE}?{query}")

    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert f'href="#f-{query.partition("=")[0]}"' in answer.text
    assert manager.open(f"{FILE}?{query}").status_code == 422


@pytest.mark.parametrize("query", ["", "?team=Claims", "?requirement=part2-core-annual"])
def test_the_file_holds_exactly_the_rows_of_the_page(manager: Browser, query: str) -> None:
    shown = people(manager.open(PAGE + query).text)

    answer = manager.open(FILE + query)

    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["worker_name"] for row in rows] == shown
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="overdue-2026-01-31.csv"'
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_tells_of_the_day_that_is_asked_about(manager: Browser) -> None:
    then = manager.open(f"{PAGE}?as_of=2025-12-20").text

    assert people(then) == ["Orla Finn"]
    assert "That is how it stood on 20 December 2025." in text_of(then)
    rows = list(csv.DictReader(io.StringIO(manager.open(f"{FILE}?as_of=2025-12-20").text)))
    assert [row["worker_name"] for row in rows] == ["Orla Finn"]


def test_what_was_recorded_later_is_left_out_of_what_was_known(manager: Browser) -> None:
    then = manager.open(f"{PAGE}?as_of=2025-12-20&known_at=2026-01-30").text

    assert people(then) == []


def test_a_day_that_is_none_is_refused_at_its_field(manager: Browser) -> None:
    refused = manager.open(f"{PAGE}?as_of=soon")

    assert refused.status_code == 422
    assert "Write the day as 2026-03-05" in text_of(refused.text)


def test_the_rows_are_turned_page_by_page(
    manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overdue_page, "LINES_A_PAGE", 2)
    first = manager.open(PAGE).text
    [after] = re.findall(r'href="(/training/team/\?after=[^"]*)"', first)

    second = manager.open(unescape(after)).text

    assert people(first) == ["Orla Finn", "Hollis Bramble"]
    assert people(second) == ["Rowan Gild"]
    assert heading(first) == heading(second) == "3 of 4 people are late."
    assert "The first 2 of 3 rows" in first
    assert "The next 1 of 3 rows" in second
    assert "Back to the first" in second
    assert "?after=" not in second


@pytest.mark.parametrize("after", ["x", "2026-13-01/a/b", "/", "2026-01-01%00/a/b"])
def test_a_page_that_never_was_is_refused(manager: Browser, after: str) -> None:
    assert manager.open(f"{PAGE}?after={after}").status_code == 422


def test_the_picture_says_the_same_as_its_table(auditor: Browser) -> None:
    html = auditor.open(PAGE).text

    drawing = next(one for one in Elements(html).all("svg") if one.get("role") == "img")
    assert drawing["aria-label"] == (
        "Claims: 1 of 2; Data desk: 1 of 1; Management: 0 of 1; Patient accounts: 2 of 2"
    )
    table = html[html.index("The same as a table") :]
    assert re.findall(r'<td class="n">(\d+)</td>', table) == list("12110122")


def test_somebody_who_reports_to_nobody_may_still_manage(alone: Flask, house: Workshop) -> None:
    give_account(house, "boss@alderquay.example", Role.MANAGER)
    boss = another(alone)
    boss.sign_in("boss@alderquay.example")

    assert heading(boss.open(PAGE).text) == "Nobody reports to you here."


@pytest.mark.parametrize("worker", ["W-001", "a/b c?d#e%f", "Ä-1", "x;y=1&z"])
def test_a_row_leads_to_the_page_of_whoever_it_names(alone: Flask, worker: str) -> None:
    with alone.test_request_context("/training/team/"):
        assert Surroundings().person(worker) == url_for("lms.person.shown", worker=worker)
