"""The outlines of what one fills in are seen by weak eyes: 3 to 1 against their ground."""

from typing import Literal

import pytest

from tests.e2e.contrast import contrast, outline_contrast
from tests.e2e.hands import Pointer
from tests.e2e.house import COURSE, JUNIPER, House
from tests.e2e.visiting import Visitors
from tests.e2e.worker import START, Walk

ENOUGH = 3.0
PALE = """<!doctype html><title>Pale</title><body style="background: #fff; padding: 20px">
<input type="radio" style="appearance: none; width: 24px; height: 24px; border-radius: 50%;
  border: 2px solid COLOUR"><input type="text" style="border: 1px solid COLOUR">"""
Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_radio_buttons_and_text_fields_stand_out(
    house: House, visitors: Visitors, scheme: Scheme
) -> None:
    house.give_account(JUNIPER)
    house.let_read(JUNIPER)
    page = visitors.enter(color_scheme=scheme)
    walk = Walk(house, Pointer(page))
    page.goto("/sign-in")
    field = outline_contrast(page.get_by_label("Work email"))
    walk.sign_in(path=f"/training/courses/{COURSE}")
    walk.hands.press(START)
    radio = outline_contrast(page.get_by_role("radio").first)

    assert field >= ENOUGH
    assert radio >= ENOUGH


@pytest.mark.parametrize(
    ("colour", "seen"), [("#ccc", False), ("#999", False), ("#767676", True), ("#000", True)]
)
def test_a_pale_outline_is_found(visitors: Visitors, colour: str, *, seen: bool) -> None:
    page = visitors.enter()
    page.set_content(PALE.replace("COLOUR", colour))

    kinds: tuple[Literal["radio"], Literal["textbox"]] = ("radio", "textbox")
    for kind in kinds:
        measured = outline_contrast(page.get_by_role(kind))
        assert (measured >= ENOUGH) is seen, (kind, measured)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
