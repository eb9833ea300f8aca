"""A worker asks whether to disclose, and goes through a drill, with nothing but the keys."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.people import PASSWORD
from tests.e2e.house import JUNIPER, OFFICER, House
from tests.e2e.keys import Keys
from tests.e2e.seeing import faults
from tests.e2e.visiting import Visitors
from tests.e2e.worker import Walk

GO_ON = "Go on"
DECIDE = "This is what I do"
STEP = """words => {
  const label = [...document.querySelectorAll('label')].find(one => one.innerText.includes(words));
  return label && [label.control.name, label.control.value];
}"""
AT = "() => [document.activeElement.name ?? '', document.activeElement.value ?? '']"
MOST = 60


def choose(page: Page, words: str) -> None:
    """Tab into a group of radio buttons, move by the arrows to the one of these words, and on."""
    page.get_by_text(words).first.wait_for()  # a form that is on its way shows the page before
    name, value = page.evaluate(STEP, words)
    for _ in range(MOST):
        if page.evaluate(AT)[0] == name:
            break
        page.keyboard.press("Tab")
    for _ in range(MOST):
        if page.evaluate(AT) == [name, value]:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(f"input[name='{name}'][value='{value}']")).to_be_checked()


def test_a_worker_asks_by_keyboard_and_is_answered(house: House, visitors: Visitors) -> None:
    house.give_account(JUNIPER)
    page = visitors.enter()
    keys = Keys(page)
    Walk(house, keys).sign_in()
    keys.press("May I disclose?")
    heading = page.get_by_role("heading", level=1)
    for words in (
        "A service organization that got it",
        "A record, or anything that tells",
        "A court, or a lawyer",
        "Something else",
        "None",
        "A subpoena, a warrant",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
        choose(page, words)
        keys.press(GO_ON)

    expect(heading).to_have_text(re.compile("^No. Do not send"))
    expect(heading).to_be_focused()
    assert "asks=court" in page.url
    assert faults(page) == []


def test_a_worker_goes_through_a_drill_by_keyboard(house: House, visitors: Visitors) -> None:
    house.give_account(JUNIPER)
    page = visitors.enter()
    keys = Keys(page)
    Walk(house, keys).sign_in(path="/training/drills/")
    keys.press("A mother on the phone")
    choose(page, "I cannot confirm or deny")
    keys.press(DECIDE)
    expect(page.get_by_text("You decided:")).to_be_visible()
    assert faults(page) == []
    choose(page, "To Riverbend, by the way")
    keys.press(DECIDE)
    expect(page.get_by_text("It ends well")).to_be_visible()
    assert faults(page) == []
    keys.press("Keep this, and see why")

    expect(page.get_by_role("heading", level=1)).to_have_text("Two of two decisions were right.")
    assert faults(page) == []
    assert house.count("lms_drill_run", "lms_drill_choice") == (1, 2)


@pytest.mark.parametrize("path", ["may-i-disclose?whole=1", "are-we-a-qso", "drills/"])
def test_pages_that_help_to_decide_are_free_of_faults(
    house: House, visitors: Visitors, path: str
) -> None:
    house.give_account(OFFICER)
    page = visitors.enter()
    Walk(house, Keys(page)).sign_in(OFFICER, f"/training/{path}")
    assert faults(page) == []


def test_everything_works_without_scripts(house: House, visitors: Visitors) -> None:
    house.give_account(JUNIPER)
    page = visitors.enter(java_script_enabled=False)
    page.goto("/training/may-i-disclose")
    page.get_by_label("Work email", exact=True).fill(JUNIPER.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("A service organization that got it").check()
    page.get_by_role("button", name=GO_ON).click()
    expect(page.get_by_text("What is it?")).to_be_visible()
