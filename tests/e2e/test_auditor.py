"""An auditor asks how things stood on any day, and takes the evidence away."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lms.kernel.ids import CertificateNumber
from tests.e2e.hands import Pointer
from tests.e2e.house import AUDITOR, ORRIN, House
from tests.e2e.visiting import Visitors
from tests.e2e.worker import Walk


@pytest.fixture
def certificate(house: House) -> CertificateNumber:
    """Somebody who was late has passed on Monday 15 June, and ten days have gone by."""
    number = house.let_pass(ORRIN)
    house.clock.forward(days=10)
    house.give_account(AUDITOR)
    return number


def test_an_auditor_lands_on_a_page_that_is_theirs(
    house: House, certificate: CertificateNumber, visitors: Visitors
) -> None:
    walk = Walk(house, Pointer(visitors.enter()))
    walk.sign_in(AUDITOR)

    expect(walk.hands.page.get_by_role("main")).to_contain_text("Show the rows")
    assert walk.hands.page.get_by_role("link", name="My training").count() == 0
    assert certificate.startswith("P2L-")


def test_completions_are_taken_as_csv_and_json_that_say_what_the_page_says(
    house: House, certificate: CertificateNumber, visitors: Visitors
) -> None:
    walk = Walk(house, Pointer(visitors.enter()))
    page = walk.hands.page
    walk.sign_in(AUDITOR, "/training/reports/")
    asked = page.get_by_role("region", name="Who completed what")
    asked.get_by_role("link", name="Show the rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 completion by 25 June 2026.")

    rows = list(csv.DictReader(io.StringIO(taken(walk, "Download CSV"))))
    told = json.loads(taken(walk, "Download JSON"))

    assert [row["certificate"] for row in rows] == [certificate]
    assert [row["worker_name"] for row in rows] == ["Orrin Pike"]
    assert [without_types(row) for row in told] == rows
    shown = page.locator("main table").inner_text()
    assert "Orrin Pike" in shown
    assert certificate in shown


def test_an_earlier_day_shows_how_things_stood_then(
    house: House, certificate: CertificateNumber, visitors: Visitors
) -> None:
    walk = Walk(house, Pointer(visitors.enter()))
    page = walk.hands.page
    walk.sign_in(AUDITOR, "/training/reports/standing")
    assert certificate.startswith("P2L-")
    assert state_of(page, "Orrin Pike") == "Covered"

    page.get_by_label("As things stood on").fill("2026-06-14")
    walk.hands.press("Show that day")
    expect(page.get_by_role("heading", level=1)).to_contain_text("14 June 2026")

    assert state_of(page, "Orrin Pike") == "Late, never completed, by 75 days"
    rows = csv.DictReader(io.StringIO(taken(walk, "Download CSV")))
    then = {row["worker_name"]: row for row in rows}["Orrin Pike"]
    assert (then["as_of"], then["status"], then["days_late"]) == ("2026-06-14", "overdue", "75")


def state_of(page: Page, name: str) -> str:
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))
    return row.get_by_role("cell").nth(2).inner_text().strip()


def taken(walk: Walk, words: str) -> str:
    with walk.hands.page.expect_download() as download:
        walk.hands.press(words)
    return Path(download.value.path()).read_text("utf-8")


def without_types(row: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in row.items()}
