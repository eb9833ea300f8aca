"""A drawing holds shapes and words; whatever could run, load or lead away is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.drawings import DEEPEST, LARGEST_DRAWING, MOST_PARTS, NoDrawing, drawing_size

DRAWING = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- two boxes and a path -->
<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400" viewBox="0 0 600 400" role="img">
<title>A record goes out</title>
<desc>From you to the payer &amp; back.</desc>
<defs>
<marker id="tip" viewBox="0 0 8 8" markerWidth="4" markerHeight="4" refX="7" orient="auto">
<path d="M0 0L8,4 0 8Z" fill="#0f5446"/>
</marker>
</defs>
<g transform="translate(10 20) rotate(-3)" stroke="rgb(15, 84, 70)" stroke-width="2.5">
<rect x="1" y="1" width="98%" height="40" rx="8" fill="none"/>
<line x1="0" y1="0" x2="9" y2="9" marker-end="url(#tip)" stroke-dasharray="4 4"/>
<circle cx="5" cy="5" r="2"/><ellipse cx="1" cy="1" rx="2" ry="3"/>
<polyline points="0,0 1,1" fill="none"/><polygon points="0,0 1,1 2,0" opacity=".5"/>
</g>
<text x="5" y="9" font-family="Helvetica, 'Noto Sans'" font-size="15" text-anchor="end">
You <tspan font-weight="700" dx="2">and nobody else</tspan></text>
</svg>
"""
PREFIXED = """\
<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><s:title>A</s:title></s:svg>
"""


def size_of(text: str) -> tuple[int, int]:
    return drawing_size(text.encode("utf-8", "replace"))


def test_shapes_and_words_are_taken_with_the_size_of_the_view() -> None:
    assert size_of(DRAWING) == (600, 400)
    assert size_of("\ufeff" + DRAWING) == (600, 400)
    assert size_of(DRAWING.replace("0 0 600 400", " -5,0 , 600.2  400")) == (601, 400)
    assert size_of(PREFIXED) == (9, 4)


FIRST = "<title>A"
EVIL = "https://evil.example/x"
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" '
HOSTILE = [
    # what runs
    (FIRST, "<script>alert(1)</script><title>A", "“script” is not among the shapes and words"),
    (FIRST, f'<script href="{EVIL}"/><title>A', "“script” is not among"),
    (FIRST, '<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script><title>A', "“script” is"),
    (FIRST, '<script xmlns="http://www.w3.org/1999/xhtml">1</script><title>A', "“script” is not"),
    (FIRST, "<SCRIPT>alert(1)</SCRIPT><title>A", "“SCRIPT” is not among"),
    (' role="img"', ' onload="alert(1)"', "the attribute “onload” is not among the looks"),
    (' role="img"', ' ONLOAD="alert(1)"', "the attribute “ONLOAD” is not among the looks"),
    ("<circle ", '<circle onclick="alert(1)" ', "the attribute “onclick” is not among"),
    ("<circle ", '<circle onbegin="alert(1)" ', "the attribute “onbegin” is not among"),
    (FIRST, "<animate attributeName='x' dur='1s'/><title>A", "“animate” is not among"),
    (FIRST, "<set attributeName='href' to='javascript:alert(1)'/><title>A", "“set” is not among"),
    (FIRST, "<handler>1</handler><title>A", "“handler” is not among"),
    # what holds another document
    (FIRST, "<foreignObject><p>x</p></foreignObject><title>A", "“foreignObject” is not among"),
    (FIRST, "<iframe xmlns='http://www.w3.org/1999/xhtml'/><title>A", "“iframe” is not among"),
    (FIRST, "<p xmlns='http://www.w3.org/1999/xhtml'/><title>A", "“p” is not among"),
    (FIRST, "<rect xmlns=''/><title>A", "“rect” is not among"),
    (FIRST, "<svg/><title>A", "“svg” is not among"),
    # what loads or leads away
    (FIRST, f'<image href="{EVIL}"/><title>A', "“image” is not among"),
    (FIRST, f'<use href="{EVIL}#a"/><title>A', "“use” is not among"),
    (FIRST, '<a href="javascript:alert(1)"><text>x</text></a><title>A', "“a” is not among"),
    (FIRST, f"<style>@import '{EVIL}';</style><title>A", "“style” is not among"),
    (FIRST, f'<filter id="f"><feImage href="{EVIL}"/></filter><title>A', "“filter” is not among"),
    (FIRST, "<linearGradient/><title>A", "“linearGradient” is not among"),
    ("<circle ", f'<circle href="{EVIL}" ', "the attribute “href” is not among"),
    (
        "<circle ",
        f'<circle {XLINK}xlink:href="{EVIL}" ',
        "the attribute “href” is not among the looks",
    ),
    ("<circle ", f'<circle style="fill:url({EVIL})" ', "the attribute “style” is not among"),
    ("<circle ", '<circle class="a" ', "the attribute “class” is not among"),
    ("<circle ", f'<circle filter="url({EVIL})" ', "the attribute “filter” is not among"),
    ("<circle ", f'<circle clip-path="url({EVIL})" ', "the attribute “clip-path” is not among"),
    ("<circle ", f'<circle xml:base="{EVIL}" ', "the attribute “base” is not among"),
    ("<circle ", f'<circle fill="url({EVIL})" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="url(#tip)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="URL(#tip)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="\\75rl(#tip)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="u/**/rl(#tip)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="&#117;rl(#tip)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="var(--x)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="image(x)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="(x)" ', "“fill” has a value that no drawing needs"),
    ("<circle ", '<circle fill="red;x" ', "“fill” has a value that no drawing needs"),
    ("url(#tip)", f"url({EVIL}#tip)", "“marker-end” has a value that no drawing needs"),
    ("url(#tip)", "url(#tip) url(#tip)", "“marker-end” has a value that no drawing needs"),
    ("Helvetica,", "url(x),", "“font-family” has a value that no drawing needs"),
    # what tells a reader to do something
    ("<!-- two", '<?xml-stylesheet href="x.css"?><!-- two', "a processing instruction is not"),
    ("<!-- two", "<!DOCTYPE svg><!-- two", "“<!DOCTYPE” is not among the shapes and words"),
    ("<!-- two", f'<!doctype svg SYSTEM "{EVIL}"><!-- two', "“<!doctype” is not among"),
    ("<!-- two", '<!DOCTYPE svg [<!ENTITY a "b">]><!-- two', "“<!DOCTYPE” is not among"),
    ("two boxes", '<!ENTITY a "b">', "“<!ENTITY” is not among"),
    ("You <tspan", "<![CDATA[x]]><tspan", "“<!” is not among"),
    ('encoding="UTF-8"', 'encoding="UTF-16"', "an encoding other than UTF-8 is declared"),
    ('encoding="UTF-8"', 'encoding="ISO-2022-JP"', "an encoding other than UTF-8 is declared"),
]


@pytest.mark.parametrize(("old", "new", "told"), HOSTILE)
def test_whatever_runs_loads_or_leads_away_is_refused_on_its_line(
    old: str, new: str, told: str
) -> None:
    assert old in DRAWING

    with pytest.raises(ValueError, match=r"^In the drawing, line") as refused:
        size_of(DRAWING.replace(old, new, 1))

    line = DRAWING.count("\n", 0, DRAWING.index(old)) + 1
    assert str(refused.value).startswith(f"In the drawing, line {line}: {told}")


BOMB = "<!DOCTYPE svg [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{at + 1} '{f'&a{at};' * 10}'>" for at in range(9))
)
UNFIT = [
    ("<title>A record goes out</title>", "", "The drawing has no <title> that says what it"),
    ("A record goes out", " ", "The drawing has no <title> that says what it shows."),
    ("<title>A record goes out</title>", "<g><title>A</title></g>", "The drawing has no <title>"),
    (' viewBox="0 0 600 400"', "", "The drawing says not how large it is"),
    ("0 0 600 400", "0 0 600", "The drawing says not how large it is"),
    ("0 0 600 400", "0 0 600 1e9", "The drawing says not how large it is"),
    ("url(#tip)", "url(#gone)", "The drawing has no marker “gone”."),
    ("url(#tip)", "url(#a)", "The drawing has no marker “a”."),
    ("</svg>", "", "The drawing is no sound XML: no element found"),
    ("You ", "&you; ", "The drawing is no sound XML: undefined entity"),
    ("<desc>", "<desc x>", "The drawing is no sound XML: not well-formed"),
    ("<!-- two", BOMB + "<!-- two", "In the drawing, line 2: “<!DOCTYPE” is not among"),
    (
        "You",
        "<tspan>" * DEEPEST + "You" + "</tspan>" * DEEPEST,
        "In the drawing, line 18: this is",
    ),
    ("<desc>", "<g/>" * MOST_PARTS + "<desc>", "In the drawing, line 5: this is more than 2000"),
    ("You", "y" * LARGEST_DRAWING, "The drawing has 10"),
]


@pytest.mark.parametrize(("old", "new", "told"), UNFIT)
def test_a_drawing_that_cannot_be_shown_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match="drawing") as refused:
        size_of(DRAWING.replace(old, new, 1))

    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg/>",
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        b"<?xml version='1.0'?>",
        b"< svg",
        b"",
        DRAWING.encode("utf-16"),
        b"<svg \xff",
        DRAWING.encode("utf-8").replace(b"two", b"\xc3"),
    ],
)
def test_what_is_no_svg_is_not_taken_for_one(content: bytes) -> None:
    with pytest.raises(NoDrawing):
        drawing_size(content)


@given(st.text(), st.integers(0, len(DRAWING)))
def test_whatever_is_written_into_a_drawing_is_taken_or_refused(words: str, at: int) -> None:
    try:
        told = str(size_of(DRAWING[:at] + words + DRAWING[at:]))
    except NoDrawing:
        told = "none"
    except ValueError as error:
        told = str(error)

    assert told.startswith(("(", "none", "The drawing", "In the drawing, line "))
