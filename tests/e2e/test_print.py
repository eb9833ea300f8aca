"""A lesson and a result are printed as they are read, without what leads around the site."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import Pointer
from tests.e2e.house import COURSE, JUNIPER, House
from tests.e2e.visiting import Visitors
from tests.e2e.worker import HAND_IN, START, Asked, Walk, plain

LEADING_AROUND = (
    "Skip to the main part",
    "My training",
    "Sign out",
    "Appearance",
    "As my device",
    "Mark as read",
    "In this course",
    "Try again",
)


@pytest.fixture
def walk(house: House, visitors: Visitors) -> Walk:
    """A worker who has read everything, with a dark screen."""
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    walk = Walk(house, Pointer(visitors.enter(color_scheme="dark")))
    walk.sign_in()
    return walk


def test_a_lesson_is_printed_whole_without_navigation(
    walk: Walk, house: House, tmp_path: Path
) -> None:
    lesson = house.library.course(COURSE).lessons[0]
    walk.hands.page.goto(f"/training/courses/{COURSE}/{lesson.slug}")
    on_screen = walk.hands.page.get_by_role("main").inner_text()

    printed = printed_text(walk.hands.page, tmp_path)

    assert lesson.title in printed
    read = plain(lesson.html)
    assert all(words in printed for words in (read[:60], read[-60:]))
    assert "Mark as read" in on_screen
    assert [words for words in LEADING_AROUND if words in printed] == []


def test_a_result_is_printed_with_every_reason_without_navigation(
    walk: Walk, tmp_path: Path
) -> None:
    walk.hands.page.goto(f"/training/courses/{COURSE}")
    walk.hands.press(START)
    paper = walk.answer(wrong=3)
    walk.hands.press(HAND_IN)
    expect(walk.hands.page.get_by_role("heading", level=1)).to_contain_text("Not passed yet")

    printed = printed_text(walk.hands.page, tmp_path)

    assert "Not passed yet, with 7 of 10." in printed
    assert [asked.question.id for asked in paper if not told(asked, printed)] == []
    assert [words for words in LEADING_AROUND if words in printed] == []


def told(asked: Asked, printed: str) -> bool:
    return plain(asked.question.explanation_html) in printed


def printed_text(page: Page, folder: Path) -> str:
    paper = folder / "printed.pdf"
    page.pdf(path=paper)
    command = ["pdftotext", "-layout", str(paper), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return " ".join(said.stdout.split())
