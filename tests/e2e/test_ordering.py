"""Steps are put in order by keys, kept as they are given, and found again as they were."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from lms.library import Library
from tests.e2e.hands import Pointer
from tests.e2e.house import COURSE, JUNIPER, House
from tests.e2e.keys import Keys
from tests.e2e.seeing import faults
from tests.e2e.visiting import Visitors
from tests.e2e.worker import HAND_IN, START, Asked, Walk

QUIZ = f"/training/courses/{COURSE}#quiz"


@pytest.fixture
def library(library: Library) -> Library:
    """The content, with a quiz of ten of which three ask for an order."""
    course = library.course(COURSE)
    bank = [one for one in library.quiz_of(COURSE).questions if not one.ordered][:10]
    steps = [
        replace(
            one,
            ordered=True,
            choices=tuple(
                replace(step, right=True, reason="", reason_html="") for step in one.choices
            ),
        )
        for one in bank[:3]
    ]
    quiz = replace(
        library.quiz_of(COURSE), draw=(("", 10),), questions=(*steps, *bank[3:]), text_sha256="10"
    )
    return replace(library, quizzes={**library.quizzes, course.quiz: quiz})


@pytest.fixture
def walk(house: House, visitors: Visitors) -> Walk:
    """A worker who sits before the quiz with nothing but a keyboard."""
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    walk = Walk(house, Keys(visitors.enter()))
    walk.sign_in(path=QUIZ)
    walk.hands.press(START)
    return walk


def test_each_place_is_kept_as_it_is_given_and_counted_once_all_are(
    walk: Walk, house: House, visitors: Visitors
) -> None:
    page = walk.hands.page
    asked = steps_of(walk)[0]
    count = page.locator("[data-answered]").first
    lists = page.locator(f'[data-question="{asked.question.id}"] select')

    for number, rank in enumerate(asked.right):
        expect(count).to_have_text("0 answered, 10 to go.")
        lists.nth(number).select_option(str(rank))
    expect(count).to_have_text("1 answered, 9 to go.")
    lists.first.select_option(str(asked.right[1]))
    expect(count).to_have_text("0 answered, 10 to go.")
    lists.first.select_option(str(asked.right[0]))
    while house.answered() < 1:
        page.wait_for_timeout(50)

    again = Walk(house, Pointer(visitors.enter(java_script_enabled=False)))
    again.sign_in(path=QUIZ)
    again.hands.press("Continue the quiz")
    found = again.hands.page.locator(f'[data-question="{asked.question.id}"] option:checked')
    assert found.all_inner_texts() == [str(rank) for rank in asked.right]
    expect(again.hands.page.locator("[data-answered]").first).to_have_text("1 answered, 9 to go.")


def test_by_keys_alone_steps_are_put_in_order_and_the_result_tells_both_orders(
    walk: Walk,
) -> None:
    page = walk.hands.page
    wrong = steps_of(walk)[0]
    for asked in walk.paper():
        walk.hands.choose(asked.question.id, asked.wrong if asked == wrong else asked.right)
    assert faults(page) == []
    walk.hands.press(HAND_IN)

    expect(page.get_by_role("heading", level=1)).to_have_text("You passed, with 9 of 10.")
    marked = page.locator("li.marked").filter(has_text="The right order:")
    expect(marked).to_have_count(1)
    yours, right = marked.locator("ol").all()
    assert right.locator("li").count() == len(wrong.said)
    told = right.locator("li").all_inner_texts()
    assert yours.locator("li").all_inner_texts() == told[::-1]
    assert faults(page) == []


def test_an_order_that_lacks_a_place_is_told_first_and_found_by_its_link(walk: Walk) -> None:
    page: Page = walk.hands.page
    open_one = steps_of(walk)[0]
    for asked in walk.paper():
        if asked != open_one:
            walk.hands.choose(asked.question.id, asked.right)
    walk.hands.press(HAND_IN)

    problem = page.get_by_role("alert").get_by_role("link")
    expect(problem).to_have_count(1)
    expect(problem).to_contain_text("Put the steps of question")
    problem.click()
    assert page.url.endswith(f"#q-{open_one.question.id}-0")
    assert faults(page) == []


def steps_of(walk: Walk) -> list[Asked]:
    return [asked for asked in walk.paper() if asked.question.ordered]
