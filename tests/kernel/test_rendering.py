"""A lesson comes out as safe HTML in its small vocabulary, and what is wrong in it is named."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lms.kernel.lesson_tables import ANSWERS
from lms.kernel.rendering import Heading, Links, Rendered, parsed, render, render_line
from tests.kernel.hostile import PAYLOADS, RAW, dangers


def _known(target: str) -> str:
    if target == "nowhere":
        raise ValueError("There is no such lesson.")
    return target


LINKS = Links(_known, lambda name: (f"assets/{_known(name)}", 3, 2))


def shown(text: str) -> Rendered:
    rendered = render(text, LINKS)
    assert rendered.problems == ()
    return rendered


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_lesson_runs_a_program_in_a_browser(payload: str) -> None:
    assert dangers(render(payload, LINKS).html) == []
    assert dangers(render(f"- a\n\n  > {payload}", LINKS).html) == []
    assert dangers(render_line(payload)) == []


def test_the_look_for_dangers_finds_them_where_nobody_guards() -> None:
    assert sum(bool(dangers(one)) for one in RAW) >= 35
    assert sum(bool(dangers(MarkdownIt().render(one))) for one in PAYLOADS) >= 40
    assert len(PAYLOADS) >= 60


@given(st.text() | st.lists(st.sampled_from(PAYLOADS)).map("\n".join))
def test_whatever_is_written_nothing_runs(text: str) -> None:
    assert dangers(render(text, LINKS).html) == []


def test_html_is_shown_as_the_words_it_is_made_of() -> None:
    assert shown("Use <b>bold</b> & care.").html == (
        "<p>Use &lt;b&gt;bold&lt;/b&gt; &amp; care.</p>\n"
    )


@pytest.mark.parametrize("line", ["(42 CFR 2.31(a)(1))", "(§ 2.31)", "(89 FR 12472)"])
def test_a_citation_is_set_apart_and_never_broken(line: str) -> None:
    html = shown(f"Ask first {line}.").html

    words = line[1:-1].replace(" CFR ", "&nbsp;CFR&nbsp;").replace("§ ", "§&nbsp;")
    assert html == f'<p>Ask first <span class="cite">{words}</span>.</p>\n'
    assert html == f"<p>{render_line(f'Ask first {line}.')}</p>\n"


def test_words_in_parentheses_that_cite_nothing_stay() -> None:
    assert shown("Ask (always) in 42 CFR.").html == "<p>Ask (always) in 42 CFR.</p>\n"


def test_a_quotation_keeps_its_exact_words_and_names_its_source() -> None:
    html = shown("> The words (42 CFR 2.32).\n>\n> — 42 CFR 2.32(a)").html

    assert html == (
        "<blockquote>\n<p>The words (42 CFR 2.32).</p>\n"
        "<footer>42 CFR 2.32(a)</footer>\n</blockquote>\n"
    )


def test_headings_carry_their_anchors_and_lines() -> None:
    rendered = shown("Words.\n\n## What *to* say {#to-say}\n\n### Then\n")

    assert rendered.headings == (
        Heading(2, "What to say", "to-say", 2),
        Heading(3, "Then", "", 4),
    )
    assert '<h2 id="to-say">What <em>to</em> say</h2>' in rendered.html
    assert "<h3>Then</h3>" in rendered.html


@pytest.mark.parametrize(
    ("opened", "html"),
    [
        ("case", '<div class="case"><p>x</p>\n</div>'),
        ("case A title", '<div class="case"><p>x</p>\n</div>'),
        ("note A & B", '<div class="noted"><h3>A &amp; B</h3><p>x</p>\n</div>'),
        ("warning", '<div class="warned"><p>x</p>\n</div>'),
        ("key", '<div class="key-point"><p>x</p>\n</div>'),
        ("before", '<div class="was"><h3>Before</h3><p>x</p>\n</div>'),
        ("now Since 2026", '<div class="now"><h3>Since 2026</h3><p>x</p>\n</div>'),
        ("then", '<div class="then"><p>x</p>\n</div>'),
    ],
)
def test_each_box_has_its_own_look(opened: str, html: str) -> None:
    assert shown(f"::: {opened}\nx\n:::\n").html.strip() == html


def test_what_to_do_is_headed_by_its_sign() -> None:
    html = shown("::: do On Monday\n1. x\n:::\n").html

    assert html.startswith('<div class="do"><h3><svg aria-hidden="true"')
    assert '<use href="#i-ok"></use></svg>On Monday</h3>' in html.replace(
        "/></svg>", "></use></svg>"
    )


def test_an_unknown_box_is_named_with_its_line() -> None:
    ((line, told),) = render("a\n\n::: tip\nx\n:::\n", LINKS).problems

    assert line == 2
    assert told.startswith("“::: tip” is not known. Known are: before, case, do, ")


def test_a_table_is_named_by_its_heading_and_each_cell_by_its_column() -> None:
    html = shown("## Who {#who}\n\n| Name | Does |\n|:--|--:|\n| A | b | \n").html

    assert '<caption class="vh">Who</caption><thead role="rowgroup">' in html
    assert '<th scope="col" role="columnheader">Does</th>' in html
    assert '<td role="rowheader" data-l="Name">A</td>' in html
    assert '<td role="cell" data-l="Does">b</td>' in html
    assert '<caption class="vh">Table</caption>' in shown("| A |\n|---|\n| b |\n").html


@pytest.mark.parametrize(("word", "look"), ANSWERS.items())
def test_every_answer_of_may_i_disclose_has_its_colour_and_sign(
    word: str, look: tuple[str, str]
) -> None:
    html = shown(f"::: may\n| To | May I? |\n|---|---|\n| A | {word} |\n:::\n").html

    assert "<caption>May I disclose?</caption>" in html
    assert f'<span class="st {look[0]}"><svg' in html
    assert f'href="#i-{look[1]}"' in html
    assert f"<span>{word}</span></span></td>" in html


def test_another_answer_is_named_with_its_line() -> None:
    elsewhere = "\n\n| a | b |\n|-|-|\n| c | d |\n"
    asked = "A.\n\n::: may\n| To | May I? |\n|---|---|\n| A | Perhaps |\n:::\n"
    ((line, told),) = render(asked + elsewhere, LINKS).problems

    assert line == 5
    assert told.startswith("“Perhaps” answers no “May I disclose?”. Write one of: Yes, Only if")


def test_links_and_pictures_lead_where_they_are_told_to() -> None:
    html = shown("[a](there#x) ![A desk](desk.png)").html

    assert '<a href="there#x" rel="noopener noreferrer">a</a>' in html
    assert '<img src="assets/desk.png" width="3" height="2" loading="lazy" alt="A desk">' in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](nowhere)", "There is no such lesson."),
        ("![a](nowhere)", "There is no such lesson."),
        ("![ ](desk.png)", "The picture has no words for those who cannot see it"),
    ],
)
def test_a_link_or_picture_that_cannot_be_is_named_with_its_line(text: str, told: str) -> None:
    ((line, reason),) = render(f"a\n\n- b\n- {text}\n", LINKS).problems

    assert line == 3
    assert reason.startswith(told)


@pytest.mark.parametrize("step", ["  ", ">"], ids=["lists", "quotations"])
def test_words_are_shown_or_named_as_too_deep_and_never_lost(step: str) -> None:
    for levels in range(1, 40):
        text = "\n".join(f"{step * at}{'- ' if step == '  ' else ''}word" for at in range(levels))
        rendered = render(text, LINKS)
        assert rendered.html.count("word") == levels or rendered.problems != ()
    assert "nested too deep" in rendered.problems[0][1]
    assert rendered.problems[0][0] > 10


def test_a_line_has_emphasis_and_code_and_nothing_else() -> None:
    assert render_line("*a* **b** `c` [d](e) ![f](g)") == (
        "<em>a</em> <strong>b</strong> <code>c</code> d "
    )


def test_a_text_is_parsed_for_those_who_look_for_structure() -> None:
    assert [token.type for token in parsed("a")] == ["paragraph_open", "inline", "paragraph_close"]


BOMBS = {
    "brackets": '"[" * 20_000',
    "brackets and spaces": '"[ " * 10_000',
    "quotations": '">" * 5_000',
    "quotations apart": '"> " * 5_000',
    "deep lists": '"\\n".join("  " * at + "- a" for at in range(300))',
    "lists in one line": '"- 1. " * 30_000',
    "backticks": '" a ".join("`" * (1 + at % 60) for at in range(3_000))',
    "a high table": '"a|b\\n-|-\\n" + "c|\\n" * 60_000',
    "a wide table": '"a|" * 20_000 + "\\n" + "-|" * 20_000 + "\\n" + "b\\n" * 9_000',
    "stars": '"*a " * 20_000',
    "links in links": '"[a](" * 3_900',
    "lazy lines": '"> " * 20 + "a\\n" * 90_000',
    "spaces in a heading": '"## a" + " " * 150_000 + "b"',
    "citations": '"(42 CFR " * 20_000',
    "entities": '"&#" * 90_000',
    "boxes": '"::: do\\n" * 9_000',
}
_SCRIPT = """
import resource, sys
from pathlib import Path
from lms.kernel.markdown import Faulty, read_document
from lms.kernel.rendering import Links, render
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
root = Path(sys.argv[1])
Path(root / "bomb.md").write_text("+++\\n+++\\n" + eval(sys.argv[2]))
try:
    body = read_document(root, root / "bomb.md").body
except Faulty as faulty:
    print("refused", faulty)
else:
    print("rendered", len(render(body, Links(str, lambda name: (name, 1, 1))).html))
"""


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_or_rendered_within_five_seconds(tmp_path: Path, bomb: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, tmp_path, bomb],
        capture_output=True,
        check=True,
        timeout=60,  # five seconds of work may take longer on a busy machine
        text=True,
    )

    verdict, rest = done.stdout.split(maxsplit=1)
    if verdict == "refused":
        assert rest.startswith("bomb.md, line ")
    else:
        assert int(rest) < 10_000_000
