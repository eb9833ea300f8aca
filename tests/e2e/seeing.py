"""What is wrong with how a page is built, as far as a machine can see it."""

from collections.abc import Iterator, Sequence
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS: Final = (1280, 320)
HEIGHT: Final = 800
RULES: Final = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22a",
            "wcag22aa",
            "best-practice",
        ],
    },
    "resultTypes": ["violations"],
}
TOO_WIDE: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page, schemes: Sequence[str] = ("light", "dark")) -> list[str]:
    """Look at a page in both colours, on a screen and on a narrow one."""
    found = list(_heading_faults(page))
    for scheme in schemes:
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{scheme}, {width} px: {fault}" for fault in _faults_now(page)]
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    return found


def _heading_faults(page: Page) -> Iterator[str]:
    headings = page.locator("h1").count()
    if headings != 1:
        yield f"The page has {headings} headings of the first level."


def _faults_now(page: Page) -> Iterator[str]:
    over = page.evaluate(TOO_WIDE)
    if over > 0:
        yield f"The page is {over} px too wide."
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    for violation in page.evaluate("rules => axe.run(rules)", RULES)["violations"]:
        where = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
        yield f"{violation['id']} at {where}"
