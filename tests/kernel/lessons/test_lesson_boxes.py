"""Boxes and quotations have their look, and a box that is not as it should be is named."""

import pytest

from lms.kernel.rendering import render
from tests.kernel.lessons.written import LINKS, shown

THEN = ":::: then\n::: before\nx\n:::\n::: now\ny\n:::\n::::\n"
TABLE = "| To | May I? |\n|---|---|\n| A | Yes |"


@pytest.mark.parametrize(
    ("opened", "html"),
    [
        ("case", '<div class="case"><p>x</p>\n</div>'),
        ("note A & B", '<div class="noted"><h3>A &amp; B</h3><p>x</p>\n</div>'),
        ("warning Old", '<div class="warned"><h3>Old</h3><p>x</p>\n</div>'),
        ("example A call", '<div class="example"><h3>A call</h3><p>x</p>\n</div>'),
        ("key What", '<div class="key-point"><h3>What</h3><p>x</p>\n</div>'),
    ],
)
def test_each_box_has_its_own_look(opened: str, html: str) -> None:
    assert shown(f"::: {opened}\nx\n:::\n").html.strip() == html


def test_what_was_and_what_is_now_stand_side_by_side() -> None:
    assert shown(THEN).html.strip() == (
        '<div class="then"><div class="was"><h3>Before</h3><p>x</p>\n</div>\n'
        '<div class="now"><h3>Now</h3><p>y</p>\n</div>\n</div>'
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("::: case\nx", 0, "The box “case” is not closed. End it with a line ::: of its own."),
        ("a\n\n::: do\n1. x\n:::", 2, "Give the box a title: ::: do Title."),
        ("::: example\nx\n:::", 0, "Give the box a title: ::: example Title."),
        ("::: case A title\nx\n:::", 0, "The box “case” takes no title; “A title” would be lost."),
        ("::: before\nx\n:::", 0, "The box “before” belongs into a box “then”."),
        ("::: then\nx\n:::", 0, "The box “then” holds one box “before” and one box “now”"),
        (THEN.replace("now", "before"), 0, "The box “then” holds one box “before” and"),
        ("::: may\nx\n:::", 0, "The box “may” holds one table, and nothing else."),
        (f"::: may\n{TABLE}\n\nx\n:::", 0, "The box “may” holds one table, and nothing else."),
        ("- a\n\n  ::: case\n  x\n  :::", 2, "The box “case” stands by itself, not in a list"),
        ("a\n\n:::", 2, "There is no open box to close here."),
    ],
)
def test_a_box_that_is_not_as_it_should_be_is_named_with_its_line(
    text: str, line: int, told: str
) -> None:
    ((found, reason), *_) = render(text, LINKS).problems

    assert (found, reason[: len(told)]) == (line, told)


def test_what_to_do_is_headed_by_its_sign() -> None:
    html = shown("::: do On Monday\n1. x\n:::\n").html

    assert html.startswith('<div class="do"><h3><svg aria-hidden="true"')
    assert '<use href="#i-ok"></use></svg>On Monday</h3>' in html.replace(
        "/></svg>", "></use></svg>"
    )


def test_an_unknown_box_is_named_with_its_line() -> None:
    ((line, told),) = render("a\n\n::: tip\nx\n:::\n", LINKS).problems

    assert line == 2
    assert told.startswith("“::: tip” is not known. Known are: before, case, check, do, ")


def test_a_quotation_keeps_its_exact_words_and_names_its_source() -> None:
    html = shown("> The words (42 CFR 2.32).\n>\n> — 42 CFR 2.32(a)").html

    assert html == (
        "<blockquote>\n<p>The words (42 CFR 2.32).</p>\n"
        "<footer>42 CFR 2.32(a)</footer>\n</blockquote>\n"
    )


def test_a_source_on_the_last_line_of_a_quotation_is_set_apart_too() -> None:
    html = shown("> The words\n> on two lines.\n> — 42 CFR 2.32(a)").html

    assert html == (
        "<blockquote>\n<p>The words\non two lines.</p>\n"
        "<footer>42 CFR 2.32(a)</footer>\n</blockquote>\n"
    )
    assert "<footer>" not in shown("> The words — all of them.").html
