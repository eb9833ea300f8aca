"""A lesson comes out as safe HTML in its small vocabulary, and what is wrong in it is named."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lms.kernel.rendering import Heading, Links, parsed, render, render_line
from tests.kernel.hostile import PAYLOADS, RAW, dangers
from tests.kernel.lessons.written import LINKS, shown


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

    words = line[1:-1].replace(" CFR ", "&nbsp;CFR&nbsp;").replace(" FR ", "&nbsp;FR&nbsp;")
    words = words.replace("§ ", "§&nbsp;")
    assert html == f'<p>Ask first <span class="cite">{words}</span>.</p>\n'
    assert html == f"<p>{render_line(f'Ask first {line}.')}</p>\n"


def test_words_in_parentheses_that_cite_nothing_stay() -> None:
    assert shown("Ask (always) in 42 CFR.").html == "<p>Ask (always) in 42 CFR.</p>\n"


def test_headings_carry_their_anchors_and_lines() -> None:
    rendered = shown("Words.\n\n## What *to* say {#to-say}\n\n### Then\n")

    assert rendered.headings == (
        Heading(2, "What to say", "to-say", 2),
        Heading(3, "Then", "", 4),
    )
    assert '<h2 id="to-say">What <em>to</em> say</h2>' in rendered.html
    assert "<h3>Then</h3>" in rendered.html
    assert shown("## About `code`").headings == (Heading(2, "About code", "", 0),)


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
    assert rendered.problems[0][0] >= 10


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


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("| A | |\n|---|---|\n| b | c |\n", 0, "Give every column of the table a name."),
        ("| A | B |\n|---|---|\n| b | c |\n| | c |", 3, "Say in its first cell what each row"),
        ("a\n\n| A |\n|---|\n", 2, "The table has no row under its names."),
        ("## {#a}\n", 0, "The heading says nothing."),
        ("a\n\n## A {#Not_A_Name}\n", 2, "Write a heading's name in small letters and hyphens"),
        ("- a\n\n  ## A {#a}\n", 2, "A heading cannot stand in a list, a quotation or a box."),
        ("a\nb [x](javascript:alert) c", 1, "This is no link. Write [words](address)"),
    ],
)
def test_what_a_reader_could_not_use_is_named_with_its_line(
    text: str, line: int, told: str
) -> None:
    ((found, reason),) = render(text, LINKS).problems

    assert (found, reason[: len(told)]) == (line, told)


def test_a_citation_that_the_author_broke_over_two_lines_is_still_one() -> None:
    html = shown("Ask *first* (42\nCFR 2.31; 45 CFR\n164.402). Then go on.").html

    assert '<span class="cite">42&nbsp;CFR&nbsp;2.31; 45&nbsp;CFR&nbsp;164.402</span>' in html


def test_the_line_of_a_link_is_counted_inside_its_paragraph() -> None:
    ((line, _),) = render("a\n\nb\nc\\\nd [x](nowhere)\n", LINKS).problems

    assert line == 4


def test_the_second_wall_keeps_addresses_of_other_servers_out() -> None:
    astray = Links(lambda _: "//evil.example", lambda _: ("\\\\evil.example", 1, 1))

    html = render("[a](b) ![c](d)", astray).html

    assert "evil" not in html
    assert ">a</a>" in html
