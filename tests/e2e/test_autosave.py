"""No answer is lost: not with the page, not with the line, not with the sign-in."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from lms.accounts.tables import SessionRow
from lms.kernel.access import SYSTEM
from tests.accounts.people import PASSWORD
from tests.e2e.hands import Pointer
from tests.e2e.house import JUNIPER, House
from tests.e2e.visiting import PHONE, Visitors
from tests.e2e.worker import HAND_IN, START, Asked, Walk

QUIZ = "/training/courses/part2-core#quiz"


@pytest.fixture
def walk(house: House, visitors: Visitors) -> Walk:
    """A worker who has read everything and sits before the quiz."""
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    walk = Walk(house, Pointer(visitors.enter()))
    walk.sign_in(path=QUIZ)
    walk.hands.press(START)
    return walk


def test_answers_given_on_one_device_are_there_on_the_next(
    walk: Walk, house: House, visitors: Visitors
) -> None:
    given = walk.choices()[:2]
    for asked in given:
        walk.hands.choose(asked.question.id, asked.wrong)
        expect_saved(walk.hands.page)
    walk.hands.page.close(run_before_unload=False)

    phone = Walk(house, Pointer(visitors.enter(**PHONE)))
    phone.sign_in(path=QUIZ)
    phone.hands.press("Continue the quiz")

    assert given == phone.choices()[:2]
    assert checked(phone.hands.page) == places(given)


def test_an_answer_is_kept_when_the_page_is_left_at_once(
    walk: Walk, house: House, visitors: Visitors
) -> None:
    (asked, *_) = walk.choices()
    walk.hands.choose(asked.question.id, asked.right)
    walk.hands.page.goto("/training/")

    again = Walk(house, Pointer(visitors.enter()))
    again.sign_in(path=QUIZ)
    again.hands.press("Continue the quiz")

    assert again.choices()[0] == asked
    assert checked(again.hands.page) == places([asked], right=True)


def test_without_a_line_the_page_says_so_and_saves_when_it_is_back(
    walk: Walk, house: House
) -> None:
    page = walk.hands.page
    (asked, *_) = walk.choices()
    page.context.set_offline(offline=True)
    walk.hands.choose(asked.question.id, asked.wrong)
    expect(page.locator("form").get_by_role("status")).to_contain_text(
        "Not saved. We keep trying."
    )
    assert house.count("lms_answer") == (0,)
    page.context.set_offline(offline=False)

    expect_saved(page)
    assert house.count("lms_answer") == (1,)
    page.reload()
    assert checked(page) == places([asked])


def test_whoever_was_signed_out_meanwhile_signs_in_and_hands_in_what_was_saved(
    walk: Walk, house: House
) -> None:
    page = walk.hands.page
    walk.answer()
    expect_saved(page, house, answers=10)
    sign_everybody_out(house)

    walk.hands.press(HAND_IN)
    expect(page.get_by_role("main")).to_contain_text("What you had saved is kept.")
    sign_in_here(walk)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Quiz: "))
    assert checked(page) == places(walk.paper(), right=True)
    walk.hands.press(HAND_IN)

    expect(page.get_by_role("heading", level=1)).to_have_text("You passed, with 10 of 10.")


def test_whoever_is_told_of_the_lost_sign_in_signs_in_beside_it_and_goes_on(
    walk: Walk, house: House
) -> None:
    page = walk.hands.page
    sign_everybody_out(house)
    paper = walk.answer()
    said = page.locator("form").get_by_role("status")
    expect(said).to_contain_text("You are signed out. Sign in again in another tab")

    beside = Walk(house, Pointer(page.context.new_page()))
    beside.sign_in()
    beside.hands.page.close()
    page.bring_to_front()
    # To Playwright every tab is in front at all times, so none hears that it came there.
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect_saved(page, house, answers=10)
    assert checked(page) == places(paper, right=True)
    walk.hands.press(HAND_IN)
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed, with 10 of 10.")


def expect_saved(page: Page, house: House | None = None, answers: int = 0) -> None:
    said = page.locator("form").get_by_role("status")
    expect(said).to_contain_text(re.compile(r"Saved \d\d:\d\d"), timeout=5_000)
    while house is not None and house.answered() < answers:
        page.wait_for_timeout(50)


def sign_everybody_out(house: House) -> None:
    with house.workshop.work(SYSTEM) as work:
        work.session.execute(delete(SessionRow))


def sign_in_here(walk: Walk) -> None:
    walk.hands.write("Work email", JUNIPER.email)
    walk.hands.write("Password", PASSWORD)
    walk.hands.press("Sign in")


def checked(page: Page) -> dict[str, list[int]]:
    boxes = page.locator("[data-question] :is(input:checked, select)")
    boxes.first.wait_for()
    found: dict[str, list[int]] = {}
    for name, value in boxes.evaluate_all("all => all.map(one => [one.name, one.value])"):
        question = name.removeprefix("answer-").removeprefix("rank-")
        found.setdefault(question, []).extend([int(value)] if value else [])
    return {question: values for question, values in found.items() if values}


def places(paper: Sequence[Asked], *, right: bool = False) -> dict[str, list[int]]:
    return {asked.question.id: asked.right if right else asked.wrong for asked in paper}
