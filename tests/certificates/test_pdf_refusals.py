"""What cannot be printed is refused by its field, and never drawn as a box."""

import re
from dataclasses import replace

import pytest

from lms.certificates.model import UnsupportedText
from lms.certificates.pdf import check_name, render
from tests.certificates.samples import PLAIN


@pytest.mark.parametrize(
    ("name", "code_point"),
    [
        ("สมชาย ใจดี", "U+0E2A"),
        ("Ana 🙂 Pérez", "U+1F642"),
        ("ᚠᚢᚦ", "U+16A0"),
        ("Ana\nPérez", "U+000A"),
        ("Ana \u202ezereP", "U+202E"),
    ],
)
def test_a_name_no_font_can_draw_is_refused_by_field_and_code_point(
    name: str, code_point: str
) -> None:
    with pytest.raises(UnsupportedText, match="holder's name has a letter") as refused:
        check_name(name)
    assert code_point in str(refused.value)
    assert code_point in refused.value.code_points
    assert refused.value.field == "holder's name"
    with pytest.raises(UnsupportedText, match=re.escape(code_point)):
        render(replace(PLAIN, holder=name))


def test_a_name_too_long_for_two_lines_is_refused_with_the_length_that_fits() -> None:
    long = "Maximiliana Esperanza " * 9
    with pytest.raises(UnsupportedText, match=r"too long for a certificate. Shorten it to") as no:
        check_name(long)
    assert no.value.code_points == ()
    room = re.search(r"about (\d+) letters", str(no.value))
    assert room
    check_name(long[: int(room[1])])


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("organization", "organization's name"),
        ("course", "course's title"),
        ("teaches", "list of rules taught"),
        ("signatory", "signatory's name"),
        ("signatory_role", "signatory's role"),
        ("disclaimer", "disclaimer"),
    ],
)
def test_any_other_field_that_has_no_room_or_no_font_is_named(field: str, named: str) -> None:
    for text in ("Wide words " * 60, "ไทย"):
        with pytest.raises(UnsupportedText) as refused:
            render(replace(PLAIN, **{field: text}))  # type: ignore[arg-type]  # fields of text
        assert refused.value.field == named


def test_an_agreement_no_font_can_draw_is_refused_and_not_left_out() -> None:
    with pytest.raises(UnsupportedText, match="list of agreements") as refused:
        render(replace(PLAIN, agreements=("Lakeside", "ไทย")))
    assert refused.value.code_points


def test_one_agreement_too_long_for_the_page_is_refused() -> None:
    with pytest.raises(UnsupportedText, match="too long"):
        render(replace(PLAIN, agreements=("Lakeside " * 60, "Northgate")))
