"""A drawing runs nothing: neither in its lesson nor opened by itself, whatever it holds."""

from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from lms.courses.images import image_of
from lms.courses.model import Asset
from lms.kernel.canonical import digest
from tests.courses.tiny import a_drawing
from tests.pages.classroom import COURSE, Classroom, a_classroom
from tests.pages.test_courses import publish_again

classroom = a_classroom
ELSEWHERE: Final = "https://elsewhere.example/"
HTML: Final = "http://www.w3.org/1999/xhtml"
RUN: Final = "globalThis.ran=true"
ACTIVE: Final = {
    "a script": (f"<script>{RUN}</script>", "ran"),
    "a handler": (f'<image href="data:," onerror="{RUN}"/>', "ran"),
    "an animation": (f'<animate attributeName="x" dur="1ms" onbegin="{RUN}"/>', "ran"),
    "a page in it": (
        f"<foreignObject><iframe xmlns='{HTML}' src='{ELSEWHERE}1'/></foreignObject>",
        "asked",
    ),
    "a picture in it": (f'<image href="{ELSEWHERE}2"/>', "asked"),
    "a style sheet": (f"<style>@import '{ELSEWHERE}3';</style>", "asked"),
}


def holding(what: str) -> bytes:
    """A drawing that holds something else as well."""
    return a_drawing().replace(b"</svg>", what.encode() + b"</svg>")


def opened(page: Page, drawing: bytes, headers: dict[str, str]) -> set[str]:
    """What happened when a drawing was opened by itself: `ran`, `asked` elsewhere, or nothing."""
    happened: set[str] = set()

    def asked(route: Route) -> None:
        happened.add("asked")
        route.abort()

    page.route("https://here.example/*", lambda it: it.fulfill(body=drawing, headers=headers))
    page.route(f"{ELSEWHERE}*", asked)
    page.goto("https://here.example/drawing.svg", wait_until="networkidle")
    if page.evaluate("globalThis.ran === true"):
        happened.add("ran")
    return happened


@pytest.mark.parametrize(("what", "expected"), ACTIVE.values(), ids=ACTIVE)
def test_what_would_run_or_load_is_refused_and_could_not_if_it_were_not(
    context: BrowserContext, classroom: Classroom, what: str, expected: str
) -> None:
    drawing = holding(what)
    publish_again(classroom, assets=(Asset("a.svg", "image/svg+xml", drawing, digest(drawing)),))
    ours = dict(classroom.open(f"{COURSE}/assets/{digest(drawing)}").headers)

    unguarded = opened(context.new_page(), drawing, {"Content-Type": "image/svg+xml"})
    guarded = opened(context.new_page(), drawing, ours)

    assert (ours["Content-Type"], ours["X-Content-Type-Options"]) == ("image/svg+xml", "nosniff")
    assert expected in unguarded
    assert guarded == set()
    with pytest.raises(ValueError, match="is not among"):
        image_of(drawing)
