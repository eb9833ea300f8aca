"""A manager sees who is late, first whoever is the longest, and takes the same rows away."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import Pointer
from tests.e2e.house import JUNIPER, MAUD, OFFICER, SILAS, House
from tests.e2e.visiting import Visitors
from tests.e2e.worker import Walk

TEAM = "/training/team/"
ROWS = """all => all.map(row => [row.querySelector('th span, th').innerText,
  row.querySelector('td:last-child').innerText.match(/\\d+/)[0]])"""


def test_a_manager_sees_the_longest_late_first_and_takes_the_same_rows(
    house: House, visitors: Visitors
) -> None:
    house.give_account(MAUD)
    walk = Walk(house, Pointer(visitors.enter()))
    page = walk.hands.page
    walk.sign_in(MAUD)
    walk.hands.press("Team")

    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 3 people are late.")
    assert rows(page) == [["Orrin Pike", "76"], ["Tova Lindqvist", "15"]]
    assert taken(walk) == rows(page)

    page.get_by_label("Team", exact=True).select_option("Hosting")
    walk.hands.press("Show")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 1 person is late.")
    assert rows(page) == [["Tova Lindqvist", "15"]]
    assert taken(walk) == rows(page)
    page.reload()
    assert rows(page) == [["Tova Lindqvist", "15"]]


def test_an_officer_sees_everybody_who_is_late(house: House, visitors: Visitors) -> None:
    house.give_account(OFFICER)
    walk = Walk(house, Pointer(visitors.enter()))
    walk.sign_in(OFFICER)
    walk.hands.press("Team")

    heading = walk.hands.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("2 of 5 people are late.")
    assert taken(walk) == rows(walk.hands.page)


def test_a_manager_of_nobody_sees_nobody(house: House, visitors: Visitors) -> None:
    house.give_account(SILAS)
    walk = Walk(house, Pointer(visitors.enter()))
    page = walk.hands.page
    walk.sign_in(SILAS)
    walk.hands.press("Team")

    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody reports to you here.")
    shown = page.get_by_role("main").inner_text()
    assert not any(name in shown for name in ("Orrin", "Tova", "Juniper", "Maud"))
    taken_file = page.request.get(f"{TEAM}overdue.csv").text()
    assert taken_file.count("\n") == 1


@pytest.mark.parametrize("path", [TEAM, f"{TEAM}overdue.csv", "/training/reports/"])
def test_a_worker_is_not_shown_the_team(house: House, visitors: Visitors, path: str) -> None:
    house.give_account(JUNIPER)
    walk = Walk(house, Pointer(visitors.enter()))
    walk.sign_in()
    answer = walk.hands.page.goto(path)

    assert answer is not None
    assert answer.status in {403, 404}
    assert "Orrin" not in answer.text()
    assert walk.hands.page.get_by_role("link", name="Team").count() == 0


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = (
        page.locator("main table.stack").first.locator("tbody tr").evaluate_all(ROWS)
    )
    return found


def taken(walk: Walk) -> list[list[str]]:
    with walk.hands.page.expect_download() as download:
        walk.hands.press("Take these rows as CSV")
    text = Path(download.value.path()).read_text("utf-8")
    return [[row["worker_name"], row["days_late"]] for row in csv.DictReader(io.StringIO(text))]
