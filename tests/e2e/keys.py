"""How somebody works a page with nothing but the keys."""

from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Page

MOST_TABS: Final = 150
FOCUSED: Final = """() => {
  const at = document.activeElement;
  const label = at.labels?.length ? at.labels[0].innerText : at.innerText;
  const question = at.closest('[data-question]')?.dataset.question;
  const words = (label ?? '').trim();
  return {words, type: at.type, value: at.value, checked: at.checked, id: at.id, question};
}"""


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
