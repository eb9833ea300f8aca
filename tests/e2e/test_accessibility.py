"""Every page can be used by everybody: in both colours, on a screen and at 320 pixels."""

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import Page, expect

from tests.e2e.hands import Pointer
from tests.e2e.house import AUDITOR, COURSE, JUNIPER, MAUD, OFFICER, ORRIN, House
from tests.e2e.seeing import faults
from tests.e2e.visiting import Visitors
from tests.e2e.worker import HAND_IN, START, Walk

BAD: Final = """<!doctype html><html lang="en"><head><title>Bad</title></head><body><main>
<h1>Bad</h1><h1>Twice</h1><img src="data:,"><input id="nameless">
<p style="color: #bbb; background: #fff">Pale</p><div style="width: 400px">Wide</div>
</main></body></html>"""
PLANTED: Final = (
    "image-alt at ['img']",
    "label at ['#nameless']",
    "color-contrast at ['p']",
    "320 px: The page is",
    "The page has 2 headings",
)


@dataclass
class Tour:
    """A walk through pages, each looked at where it stands, by its name."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def look(self, name: str, path: str = "") -> None:
        """Look at the page that is open, or first open one."""
        if path:
            self.page.goto(path)
        self.titles[name] = self.page.title()
        self.found[name] = faults(self.page)

    @property
    def wrong(self) -> dict[str, list[str]]:
        """What is wrong, by page; also titles that two pages share."""
        held = list(self.titles.values())
        shared = {
            name: [f"The title “{title}” is that of another page too."]
            for name, title in self.titles.items()
            if held.count(title) > 1
        }
        return {**{name: wrong for name, wrong in self.found.items() if wrong}, **shared}


def test_pages_of_whoever_is_not_signed_in_are_free_of_faults(
    house: House, visitors: Visitors
) -> None:
    number = house.let_pass(ORRIN)
    page = visitors.enter()
    tour = Tour(page)
    tour.look("sign-in", "/sign-in")
    Pointer(page).press("Sign in")
    expect_focus_on_problem(page)
    tour.look("sign-in refused")
    tour.look("set password", house.link_for(JUNIPER))
    Pointer(page).write("New password", "short")
    Pointer(page).press("Set password")
    expect_focus_on_problem(page)
    tour.look("set password refused")
    tour.look("check a certificate", "/verify")
    tour.look("certificate checked", f"/verify/{number}")
    tour.look("certificate not found", "/verify/P2L-0000-0000-0000-0000")
    page.goto(page.url.partition("/verify")[0] + "/verify")
    Pointer(page).press("Compare this file")
    expect_focus_on_problem(page)
    tour.look("no file to compare")
    tour.look("no such page", "/nowhere")

    assert tour.wrong == {}


def test_pages_of_a_worker_before_the_quiz_are_free_of_faults(
    house: House, visitors: Visitors
) -> None:
    house.give_account(JUNIPER)
    page = visitors.enter()
    Walk(house, Pointer(page)).sign_in()
    course = f"/training/courses/{COURSE}"
    tour = Tour(page)
    tour.look("home", "/training/")
    tour.look("account", "/account")
    tour.look("course", course)
    for lesson in lessons_with_most(house):
        tour.look(f"lesson {lesson}", f"{course}/{lesson}")
    tour.look("may not be seen", "/training/reports/")
    tour.look("not found", "/training/courses/none")

    assert tour.wrong == {}


def test_pages_of_a_worker_from_the_paper_to_the_certificate_are_free_of_faults(
    house: House, visitors: Visitors
) -> None:
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    page = visitors.enter()
    walk = Walk(house, Pointer(page))
    walk.sign_in(path=f"/training/courses/{COURSE}")
    tour = Tour(page)
    walk.hands.press(START)
    tour.look("paper")
    walk.hands.press(HAND_IN)
    expect_focus_on_problem(page)
    tour.look("paper with problems")
    walk.answer(wrong=3)
    walk.hands.press(HAND_IN)
    expect_focus_on_heading(page)
    tour.look("result, failed")
    walk.hands.press("Try again")
    walk.answer()
    walk.hands.press(HAND_IN)
    expect_focus_on_heading(page)
    tour.look("result, passed")
    walk.hands.press("See it and check it")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Certificate")
    tour.look("certificate")
    tour.look("home, all done", "/training/")
    tour.look("course, done", f"/training/courses/{COURSE}")

    assert tour.wrong == {}


def test_pages_of_a_manager_are_free_of_faults(house: House, visitors: Visitors) -> None:
    house.give_account(MAUD)
    page = visitors.enter()
    Walk(house, Pointer(page)).sign_in(MAUD)
    tour = Tour(page)
    tour.look("team", "/training/team/")
    tour.look("team, wrong filter", "/training/team/?team=None")

    assert tour.wrong == {}


def test_pages_on_which_an_officer_decides_about_a_certificate_are_free_of_faults(
    house: House, visitors: Visitors
) -> None:
    place = f"/training/certificates/{house.let_pass(ORRIN)}"
    house.give_account(OFFICER)
    page = visitors.enter()
    Walk(house, Pointer(page)).sign_in(OFFICER, place)
    tour = Tour(page)
    tour.look("certificate, an officer's", place)
    tour.look("correct a certificate", f"{place}/correct")
    page.goto(page.url.replace("/correct", "/revoke"))
    Pointer(page).press("Revoke it")
    expect_focus_on_problem(page)
    tour.look("revoke a certificate, refused")

    assert tour.wrong == {}


def test_pages_of_an_auditor_are_free_of_faults(house: House, visitors: Visitors) -> None:
    house.let_pass(ORRIN)
    house.give_account(AUDITOR)
    page = visitors.enter()
    Walk(house, Pointer(page)).sign_in(AUDITOR, "/training/reports/")
    tour = Tour(page)
    tour.look("reports", "/training/reports/")
    for name in ("completions", "standing", "overdue"):
        tour.look(name, f"/training/reports/{name}")
    tour.look("dictionary", "/training/reports/standing/dictionary")
    page.goto("/training/reports/standing?as_of=yesterday")
    expect_focus_on_problem(page)
    tour.look("wrong day")

    assert tour.wrong == {}


def test_planted_faults_are_found(visitors: Visitors) -> None:
    page = visitors.enter()
    page.set_content(BAD)

    found = faults(page, ["light"])

    for planted in PLANTED:
        assert any(planted in fault for fault in found), planted


def test_a_title_that_two_pages_share_is_found(visitors: Visitors) -> None:
    tour = Tour(visitors.enter())
    tour.look("one", "/verify")
    tour.look("another", "/verify")

    assert set(tour.wrong) == {"one", "another"}


def expect_focus_on_problem(page: Page) -> None:
    expect(page.locator(".problem")).to_be_focused()
    assert page.title().startswith("Error: ")
    first = page.locator(".problem a").first
    target = first.get_attribute("href")
    first.click()
    expect(page.locator(f"{target}")).to_be_focused()


def expect_focus_on_heading(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def lessons_with_most(house: House) -> list[str]:
    """Name the first lesson that holds a table, an image, an ordered list, a quotation."""
    lessons = house.library.course(COURSE).lessons
    first = {
        mark: next((one.slug for one in lessons if mark in one.html), "")
        for mark in ("<table", "<img", "<ol", "<blockquote")
    }
    return sorted(filter(None, set(first.values())))
