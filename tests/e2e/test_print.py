"""A lesson and a result are printed as they are read, without what leads around the site."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import Pointer
from tests.e2e.house import COURSE, JUNIPER, House
from tests.e2e.visiting import Visitors
from tests.e2e.worker import HAND_IN, START, Walk, plain

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
    paragraphs = re.findall(r"<(p|li|h2|td)>(.*?)</\1>", lesson.html, re.DOTALL)
    assert len(paragraphs) > 5
    assert [html for _, html in paragraphs if not says(printed, html)] == []
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
    assert [
        asked.question.id for asked in paper if not says(printed, asked.question.explanation_html)
    ] == []
    assert [words for words in LEADING_AROUND if words in printed] == []


def says(printed: str, html: str) -> bool:
    """Say whether a text was printed, wherever its lines broke, after a hyphen too."""
    return unbroken(plain(html)) in unbroken(printed)


def unbroken(text: str) -> str:
    """Return a text without what a reader of PDFs adds or drops where a line ends."""
    return "".join(text.replace("-", "").split())


def printed_text(page: Page, folder: Path) -> str:
    paper = folder / "printed.pdf"
    page.pdf(path=paper)
    command = ["pdftotext", str(paper), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return " ".join(said.stdout.split())
