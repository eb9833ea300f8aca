"""A check in a lesson works by keys alone, on any screen, and is printed with its answers."""

import subprocess
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.seeing import faults
from tests.kernel.lessons.written import shown
from tests.pages.look.drawn import STATIC, TEMPLATES

CHECK: Final = """\
## Calls {#calls}

::: check
A landlord asks whether his tenant comes to Cedar Program. What do you say?

- [ ] Yes, if he knows it already
  > Confirming is disclosing (42 CFR 2.11).
- [x] Neither yes nor no

> Nobody says either to a caller (42 CFR 2.13(c)).
:::

::: example A call on Monday
Priya notes when it was.
:::
"""


@pytest.fixture
def lesson(context: BrowserContext) -> Page:
    """A lesson with a check, opened where no script runs."""
    sprite = (TEMPLATES / "lms/components/sprite.html").read_text("utf-8").partition("-#}")[2]
    page = context.new_page()
    page.set_content(
        '<!doctype html><html lang="en"><title>Calls</title>'
        f"<style>{(STATIC / 'lms.css').read_text('utf-8')}</style><body>{sprite}"
        f'<main><h1>Calls</h1><article class="read">{shown(CHECK).html}</article></main>'
    )
    return page


def test_a_choice_is_opened_and_closed_by_keys_and_says_whether_it_is_right(lesson: Page) -> None:
    wrong, right = (lesson.get_by_text(told, exact=True) for told in ("Not quite.", "Right."))
    expect(wrong).not_to_be_visible()
    expect(right).not_to_be_visible()

    lesson.keyboard.press("Tab")
    lesson.keyboard.press("Enter")
    expect(wrong).to_be_visible()
    lesson.keyboard.press("Tab")
    lesson.keyboard.press("Space")
    expect(right).to_be_visible()
    expect(lesson.get_by_text("Nobody says either to a caller")).to_be_visible()
    lesson.keyboard.press("Space")

    expect(right).not_to_be_visible()
    expect(wrong).to_be_visible()


def test_each_choice_is_read_out_as_something_to_open_in_a_list(lesson: Page) -> None:
    tree = lesson.get_by_role("article").aria_snapshot()

    assert '- heading "Check yourself" [level=3]' in tree
    assert tree.count("- listitem:") == 2
    assert "Yes, if he knows it already" in tree
    assert "Not quite." not in tree


def test_a_check_is_free_of_faults_on_any_screen_open_and_closed(lesson: Page) -> None:
    assert faults(lesson) == []
    for summary in lesson.locator("summary").all():
        summary.click()
        box = summary.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert faults(lesson) == []


def test_a_check_is_printed_with_every_answer(lesson: Page, tmp_path: Path) -> None:
    lesson.pdf(path=tmp_path / "lesson.pdf")
    command = ["pdftotext", "-layout", str(tmp_path / "lesson.pdf"), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    said = " ".join(printed.split())
    assert "Yes, if he knows it already Not quite. Confirming is disclosing 42 CFR 2.11." in said
    assert "Neither yes nor no Right. Nobody says either to a caller 42 CFR 2.13(c)." in said
