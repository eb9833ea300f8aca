"""An officer publishes a changed course; a worker reads what changed and keeps their day."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from lms.library import Library, bundled_content
from tests.builders import StillClock
from tests.e2e.hands import Pointer
from tests.e2e.house import COURSE, MORNING, OFFICER, ORRIN, House, opened_house
from tests.e2e.seeing import faults
from tests.e2e.visiting import Visitors
from tests.e2e.worker import HAND_IN, Walk

SENTENCE: Final = "Whoever is in doubt asks the compliance officer the same day."
PRESSES: Final = 5
"""How many an officer may need to publish a changed course."""


@pytest.fixture
def house(
    database_url: str, tmp_path: Path, clock: StillClock, library: Library
) -> Iterator[House]:
    """The house, with version 2 of the course in its content folder: one section says more."""
    clock.now = MORNING
    root = tmp_path / "content"
    for name in ("courses", "quizzes", "certificates"):
        shutil.copytree(bundled_content() / name, root / name)
    cover = root / "courses" / COURSE / "course.md"
    front = cover.read_text("utf-8").replace("version = 1\n", "version = 2\n")
    front = re.sub(r"effective_on = \S+", f"effective_on = {MORNING.date()}", front)
    cover.write_text(front, encoding="utf-8")
    lesson = next(cover.parent.glob("01-*.md"))
    lesson.write_text(f"{lesson.read_text('utf-8').rstrip()}\n\n{SENTENCE}\n", encoding="utf-8")
    with opened_house(database_url, tmp_path, clock, library, root) as house:
        yield house


def test_an_officer_publishes_a_material_version_and_a_worker_refreshes_in_one_sitting(
    house: House, visitors: Visitors
) -> None:
    house.let_pass(ORRIN)
    house.give_account(ORRIN)
    house.give_account(OFFICER)

    publish(house, visitors.enter())
    refresh(house, visitors.enter())


def publish(house: House, page: Page) -> None:
    walk = Walk(house, Pointer(page))
    walk.sign_in(OFFICER)
    presses = ["Courses", "Look at version 2", "See who is touched", "Publish version 2"]
    assert len(presses) <= PRESSES
    press(page, presses[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("One course waits to be published.")
    assert faults(page) == []
    press(page, presses[1])
    expect(page.locator("ins")).to_contain_text(SENTENCE)
    assert faults(page) == []
    press(page, presses[2])
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One person stands otherwise on 15 June 2026."
    )
    expect(page.get_by_role("main")).to_contain_text("Orrin Pike")
    assert faults(page) == []
    press(page, presses[3])
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits to be published.")


def refresh(house: House, page: Page) -> None:
    walk = Walk(house, Pointer(page))
    main = page.get_by_role("main")
    walk.sign_in(ORRIN)
    expect(main).to_contain_text("The course changed; read what is new by Friday 14 August")
    expect(main).to_contain_text("keeps your last valid day, 15 June 2027.")
    assert faults(page) == []
    press(page, "Read what changed")
    expect(page.locator("article.fresh")).to_have_count(1)
    expect(page.locator("article.fresh")).to_contain_text(SENTENCE)
    assert faults(page) == []
    page.get_by_role("button", name=re.compile("^Start the quiz")).click()
    walk.answer()
    press(page, HAND_IN)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You passed")
    expect(main).to_contain_text("Valid through 15 June 2027")
    page.goto("/training/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is due, Orrin.")
    expect(main).to_contain_text("Valid through 15 June 2027")
    expect(main).to_contain_text("version 2, refresher")


def press(page: Page, words: str) -> None:
    """Press the one button or link whose name begins with these words."""
    name = re.compile(f"^{re.escape(words)}")
    button = page.get_by_role("button", name=name)
    button.or_(page.get_by_role("link", name=name)).first.click()
