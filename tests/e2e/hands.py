"""How somebody works a page: whatever they hold, and with a pointer."""

from collections.abc import Sequence
from typing import Protocol

from playwright.sync_api import Locator, Page


class Hands(Protocol):
    """The ways to work a page that every worker has, whatever they hold."""

    page: Page

    def press(self, words: str) -> None:
        """Press the button, or follow the link, of these words."""

    def write(self, label: str, words: str) -> None:
        """Fill in the field under a label."""

    def choose(self, question: str, places: Sequence[int]) -> None:
        """Choose the answers at these places of a question, which is not answered yet.

        Where steps are put in order, `places` are the ranks of the steps.
        """


class Pointer:
    """Somebody with a mouse, or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, words: str) -> None:
        """Click it."""
        pressable(self.page, words).click()

    def write(self, label: str, words: str) -> None:
        """Click into the field and type."""
        self.page.get_by_label(label, exact=True).fill(words)

    def choose(self, question: str, places: Sequence[int]) -> None:
        """Click the rows: the whole row is the target, not the small circle."""
        steps = self.page.locator(f'[data-question="{question}"] select')
        if steps.count():
            for step, rank in zip(steps.all(), places, strict=True):
                step.select_option(str(rank))
            return
        rows = self.page.locator(f'[data-question="{question}"] label')
        for place in places:
            rows.nth(place).click()


def pressable(page: Page, words: str) -> Locator:
    """Find the one button or link of these words."""
    button = page.get_by_role("button", name=words, exact=True)
    return button.or_(page.get_by_role("link", name=words, exact=True))
