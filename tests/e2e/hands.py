"""How somebody works a page: with a pointer, or with nothing but the keys."""

from collections.abc import Sequence
from typing import Final, Protocol

from playwright.sync_api import Locator, Page

MOST_TABS: Final = 150
FOCUSED: Final = """() => {
  const at = document.activeElement;
  const label = at.labels?.length ? at.labels[0].innerText : at.innerText;
  const question = at.closest('[data-question]')?.dataset.question;
  const words = (label ?? '').trim();
  return {words, type: at.type, value: at.value, checked: at.checked, id: at.id, question};
}"""


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


class Keys:
    """Somebody with a keyboard alone: everything is reached by Tab, in the order of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, words: str) -> None:
        """Tab to it, and press Enter."""
        self._reach(words=words)
        self.page.keyboard.press("Enter")

    def write(self, label: str, words: str) -> None:
        """Tab to the field and type."""
        self._reach(words=label)
        self.page.keyboard.type(words)

    def choose(self, question: str, places: Sequence[int]) -> None:
        """Move among radio buttons by the arrows, and from box to box by Tab; type a rank."""
        for number, place in enumerate(places):
            if self._reach(question=question)["type"] == "select-one":
                self._reach(id=f"q-{question}-{number}")
                self.page.keyboard.type(str(place))
            elif self._reach(question=question)["type"] == "radio":
                self._arrow_to(str(place))
            else:
                self._reach(question=question, value=str(place))
            # Chooses a box, and the radio button that one came to by Tab.
            if not self._focused()["checked"]:
                self.page.keyboard.press("Space")

    def _arrow_to(self, value: str) -> None:
        for _ in range(MOST_TABS):
            if self._focused()["value"] == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise LookupError(f"The arrows do not lead to {value}.")

    def _reach(self, **wanted: str) -> dict[str, object]:
        for _ in range(MOST_TABS):
            focused = self._focused()
            if all(focused[key] == value for key, value in wanted.items()):
                return focused
            self.page.keyboard.press("Tab")
        raise LookupError(f"Tab does not lead to {wanted}.")

    def _focused(self) -> dict[str, object]:
        focused: dict[str, object] = self.page.evaluate(FOCUSED)
        return focused


def pressable(page: Page, words: str) -> Locator:
    """Find the one button or link of these words."""
    button = page.get_by_role("button", name=words, exact=True)
    return button.or_(page.get_by_role("link", name=words, exact=True))
