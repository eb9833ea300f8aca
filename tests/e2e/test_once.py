"""However often a paper is handed in, it is marked once, and one certificate is issued."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import Pointer, pressable
from tests.e2e.house import JUNIPER, House
from tests.e2e.visiting import Visitors
from tests.e2e.worker import HAND_IN, START, Walk

QUIZ = "/training/courses/part2-core#quiz"
KEPT = ("lms_attempt", "lms_grade", "lms_completion", "lms_certificate")
PASSED = "You passed, with 10 of 10."


def before_the_quiz(house: House, visitors: Visitors, *, script: bool = True) -> Walk:
    """Let a worker who has read everything sit down before the quiz."""
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    walk = Walk(house, Pointer(visitors.enter(java_script_enabled=script)))
    walk.sign_in(path=QUIZ)
    return walk


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_double_click_on_start_and_on_hand_in_is_one_attempt(
    house: House, visitors: Visitors, *, script: bool
) -> None:
    walk = before_the_quiz(house, visitors, script=script)
    page = walk.hands.page
    pressable(page, START).dblclick()
    walk.answer()
    pressable(page, HAND_IN).dblclick()

    expect_heading(page, PASSED)
    assert house.count(*KEPT) == (1, 1, 1, 1)


def test_whoever_goes_back_and_sends_again_finds_the_same_result(
    house: House, visitors: Visitors
) -> None:
    walk = before_the_quiz(house, visitors)
    page = walk.hands.page
    walk.hands.press(START)
    walk.answer(wrong=3)
    old_form = page.locator("form[data-save]").evaluate(
        "form => [...new FormData(form)].map(([name, value]) => [name, value])"
    )
    paper = page.url
    walk.hands.press(HAND_IN)
    expect_heading(page, "Not passed yet, with 7 of 10.")
    page.go_back()
    if pressable(page, HAND_IN).count():
        walk.hands.press(HAND_IN)

    page.goto(paper)
    expect_heading(page, "Not passed yet, with 7 of 10.")
    fields = {name: value for name, value in old_form if not name.startswith("answer-")}
    sent = page.request.post(paper, form={**fields, **dict(old_form)})
    assert sent.url == paper
    assert "Not passed yet, with 7 of 10." in sent.text()
    assert house.count(*KEPT) == (1, 1, 0, 0)


def test_two_tabs_with_the_same_paper_give_one_result(house: House, visitors: Visitors) -> None:
    first = before_the_quiz(house, visitors)
    second = Walk(house, Pointer(first.hands.page.context.new_page()))
    second.hands.page.goto(QUIZ)
    second.hands.press(START)
    first.hands.page.bring_to_front()
    first.hands.press(START)
    assert first.paper() == second.paper()
    first.answer(wrong=3)
    second.hands.page.bring_to_front()
    second.answer()
    first.hands.page.bring_to_front()
    first.hands.press(HAND_IN)
    expect_heading(first.hands.page, "Not passed yet, with 7 of 10.")
    second.hands.page.bring_to_front()
    second.hands.press(HAND_IN)

    expect_heading(second.hands.page, "Not passed yet, with 7 of 10.")
    assert house.count(*KEPT) == (1, 1, 0, 0)


def expect_heading(page: Page, words: str) -> None:
    """Wait for a page whose heading says this."""
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(words)))
