"""A worker signs in, reads, fails once, learns why, passes, and can prove it."""

import hashlib
import re
from typing import Final

import pytest
from playwright.sync_api import Page, Request, expect

from lms.certificates.store import certificates_held
from lms.kernel.access import SYSTEM
from tests.e2e.hands import Hands, Pointer
from tests.e2e.house import COURSE, JUNIPER, House
from tests.e2e.keys import Keys
from tests.e2e.visiting import Visitors
from tests.e2e.worker import DOWNLOAD, HAND_IN, START, Asked, Walk, plain

WAYS: Final[dict[str, tuple[type[Pointer | Keys], bool]]] = {
    "pointer": (Pointer, True),
    "no script": (Pointer, False),
    "keyboard": (Keys, True),
}
MOST_DOCUMENTS: Final = 4
JOURNEYS: Final = [
    ("sqlite", "pointer"),
    ("postgresql", "pointer"),
    ("sqlite", "no script"),
    ("sqlite", "keyboard"),
]


@pytest.mark.parametrize(("databases", "way"), JOURNEYS, indirect=["databases"])
def test_a_worker_who_fails_once_learns_why_passes_and_can_prove_it(
    house: House, visitors: Visitors, way: str
) -> None:
    hands, script = WAYS[way]
    page = visitors.enter(java_script_enabled=script)
    house.give_account(JUNIPER)
    walk = Walk(house, hands(page))

    walk.sign_in()
    home_says_what_is_due(page)
    walk.read_everything()
    walk.hands.press(START)
    paper = walk.answer(wrong=3)
    paper_tells_nothing(page, paper)
    walk.hands.press(HAND_IN)
    result_says_why(page, paper)
    walk.hands.press("Try again")
    walk.answer()
    walk.hands.press(HAND_IN)
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed, with 10 of 10.")
    certificate_is_the_one_on_record(house, walk)
    anybody_can_check_it(walk.hands)
    signs_out(walk.hands)


def test_the_quiz_takes_at_most_four_pages_from_start_to_result(
    house: House, visitors: Visitors
) -> None:
    page = visitors.enter()
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    walk = Walk(house, Pointer(page))
    walk.sign_in(path=f"/training/courses/{COURSE}")
    documents: list[str] = []

    def asked(request: Request) -> None:
        if request.resource_type == "document":
            documents.append(f"{request.method} {request.url}")

    page.on("request", asked)
    walk.hands.press(START)
    walk.answer()
    walk.hands.press(HAND_IN)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You passed")

    assert 2 <= len(documents) <= MOST_DOCUMENTS, documents


def home_says_what_is_due(page: Page) -> None:
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("One thing is due, Juniper.")
    expect(main).to_contain_text("Due Friday 19 June, in 4 days")
    expect(main).to_contain_text("0 of 8 lessons done")
    expect(main.locator(".btn.big")).to_have_count(1)


def paper_tells_nothing(page: Page, paper: list[Asked]) -> None:
    told = plain(page.content())
    for asked in paper:
        assert plain(asked.question.explanation_html) not in told
        assert not any(plain(one.reason_html) in told for one in asked.choices if one.reason_html)


def result_says_why(page: Page, paper: list[Asked]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Not passed yet, with 7 of 10.")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    marked = page.locator("li.marked")
    assert marked.count() == len(paper)
    for number, asked in enumerate(paper):
        beside = " ".join(marked.nth(number).inner_text().split())
        assert plain(asked.question.explanation_html) in beside
        if number < 3:
            assert "Not yet" in beside
            if not asked.question.ordered:
                assert plain(asked.choices[asked.wrong[0]].reason_html) in beside
            assert all(plain(one.html) in beside for one in asked.choices if one.right)
        else:
            assert "Right" in beside


def certificate_is_the_one_on_record(house: House, walk: Walk) -> None:
    assert JUNIPER.number is not None
    first = walk.take_file()
    walk.hands.press("See it and check it")
    expect(walk.hands.page).to_have_title(re.compile("^Certificate P2L-"))
    second = walk.take_file()
    with house.workshop.look(SYSTEM) as work:
        (issued,) = certificates_held(work.session, JUNIPER.number)

    assert first.startswith(b"%PDF-")
    assert first == second
    assert hashlib.sha256(first).hexdigest() == issued.sha256
    expect(walk.hands.page.locator(".hash")).to_have_text(issued.sha256)


def anybody_can_check_it(hands: Hands) -> None:
    hands.press("Public check of this certificate")
    expect(hands.page.get_by_role("main")).to_contain_text("Issued by")
    assert "/verify/P2L-" in hands.page.url
    assert "Juniper" not in hands.page.get_by_role("main").inner_text()


def signs_out(hands: Hands) -> None:
    hands.press("Sign out")
    expect(hands.page.get_by_role("main")).to_contain_text("You are signed out.")
    hands.page.goto("/training/")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(hands.page.get_by_text(DOWNLOAD)).to_have_count(0)
