"""Managers and officers deal with people: each decision shows its effect, and the page follows."""

from playwright.sync_api import Page, expect

from tests.e2e.hands import Pointer
from tests.e2e.house import MAUD, OFFICER, ORRIN, House, Person
from tests.e2e.seeing import faults
from tests.e2e.visiting import Visitors
from tests.e2e.worker import Walk


def inside(house: House, visitors: Visitors, person: Person) -> Walk:
    """Let somebody in."""
    house.give_account(person)
    walk = Walk(house, Pointer(visitors.enter()))
    walk.sign_in(person)
    return walk


def answers(page: Page, words: str) -> None:
    """Expect that a page answers so, and that everybody can use it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    assert faults(page) == []


def test_a_manager_gives_more_time_in_three_clicks_from_the_team_page(
    house: House, visitors: Visitors
) -> None:
    walk = inside(house, visitors, MAUD)
    page = walk.hands.page
    walk.hands.press("Team")

    page.get_by_role("link", name="Orrin Pike").click()
    answers(page, "Orrin Pike is late.")
    page.get_by_role("link", name="Give more time").click()
    answers(page, "Give Orrin Pike more time")
    assert "The anniversary does not move" in page.get_by_role("main").inner_text()
    walk.hands.write("Reason", "court testimony")
    page.get_by_role("button", name="Give more time", exact=True).click()

    answers(page, "Orrin Pike is not late.")
    assert house.count("lms_exception") == (1,)


def test_an_officer_withdraws_a_completion_and_the_standing_follows(
    house: House, visitors: Visitors
) -> None:
    house.let_pass(ORRIN)
    walk = inside(house, visitors, OFFICER)
    page = walk.hands.page
    walk.hands.press("People")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("5 people are employed.")
    page.get_by_role("link", name="Orrin Pike").click()
    expect(heading).to_have_text("Orrin Pike is covered.")

    page.get_by_role("link", name="Correct this").first.click()
    answers(page, "Withdraw a record of Orrin Pike")
    walk.hands.write("What was wrong", "taken by somebody else")
    walk.hands.write("Approved by", "W-110")
    walk.hands.press("Withdraw it")

    answers(page, "Orrin Pike is late.")
    assert "taken by somebody else" in page.get_by_role("main").inner_text()


def test_yearly_training_for_everybody_is_set_up_exactly_as_shown(
    house: House, visitors: Visitors
) -> None:
    walk = inside(house, visitors, OFFICER)
    page = walk.hands.page

    walk.hands.press("Requirements")
    answers(page, "One thing is required.")
    page.get_by_role("link", name="Part 2 training, yearly, everybody").click()
    answers(page, "Require something")
    walk.hands.press("Show what will come of it")
    answers(page, "This changes how 5 people stand.")
    shown = page.locator("section", has_text="Who changes").locator("tbody tr").count()
    walk.hands.press("Require exactly this")

    answers(page, "Two things are required.")
    row = page.locator("tr", has_text="part2-core-annual-2")
    assert row.locator("td").last.inner_text().strip() == str(shown) == "5"


def test_the_other_forms_are_free_of_faults(house: House, visitors: Visitors) -> None:
    page = inside(house, visitors, OFFICER).hands.page

    for deed in ("leave", "exempt", "training", "merge"):
        page.goto(f"/training/people/{ORRIN.number}/{deed}")
        assert faults(page) == []
        page.get_by_role("button", name="Show what will come of it").click()
        if deed != "training":
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert faults(page) == []
    page.goto("/training/imports/")
    assert faults(page) == []


def test_the_way_around_stands_in_one_line_on_a_common_screen(
    house: House, visitors: Visitors
) -> None:
    page = inside(house, visitors, OFFICER).hands.page
    page.set_viewport_size({"width": 1280, "height": 800})
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    beside = [*links.all(), page.get_by_role("button", name="Sign out")]
    middles = {
        round(box["y"] + box["height"] / 2) for one in beside if (box := one.bounding_box())
    }
    assert len(beside) == 10
    assert max(middles) - min(middles) <= 1
