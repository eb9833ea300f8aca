"""A check in a lesson tells for each choice whether it is right, and why, without being graded."""

import pytest

from lms.kernel.rendering import render
from tests.kernel.hostile import PAYLOADS, dangers
from tests.kernel.lessons.written import LINKS, shown

CHECK = """\
::: check
May you say [it](there)?

- [ ] Yes, *if* it is known
  > Confirming is disclosing (42 CFR 2.11).
- [x] No

> Neither yes nor no.
>
> Ask [here](there#x).
:::
"""
NO = '<span class="st late"><svg aria-hidden="true" focusable="false" viewBox="0 0 16 16">'
OK = NO.replace("late", "ok")


def test_each_choice_opens_to_say_whether_it_is_right_and_why() -> None:
    html = shown(CHECK).html

    assert html.startswith('<div class="check"><h3>Check yourself</h3><p>May you say <a href=')
    assert (
        "<li><details><summary><span>Yes, <em>if</em> it is known</span></summary>\n"
        f'<p>{NO}<use href="#i-no"></use></svg><span>Not quite.</span></span> Confirming is '
        'disclosing <span class="cite">42&nbsp;CFR&nbsp;2.11</span>.</p>\n</details></li>'
    ) in html
    assert (
        "<li><details><summary><span>No</span></summary>\n"
        f'<p>{OK}<use href="#i-ok"></use></svg><span>Right.</span></span> Neither yes nor no.'
        "</p>\n"
        '<p>Ask <a href="there#x" rel="noopener noreferrer">here</a>.</p>\n</details></li>'
    ) in html


def test_a_check_shows_no_verdict_before_a_choice_is_opened() -> None:
    html = shown(CHECK).html

    before_the_choices, _, choices = html.partition("<ul>")
    assert "nothing is scored or kept" in before_the_choices
    assert "[x]" not in html
    assert "Neither yes" not in before_the_choices
    assert choices.count("<details>") == choices.count("<summary>") == 2
    assert " open" not in choices


def test_whoever_may_tick_several_is_told_the_explanation_with_each_right_one() -> None:
    more = CHECK.replace("- [x] No\n", "- [x] No\n- [X] Never\n  > Indeed.\n")

    html = shown(more).html

    assert html.count("<span>Right.</span>") == html.count("Neither yes nor no.") == 2
    assert "<span>Right.</span></span> Indeed.</p>\n<p>Neither yes nor no.</p>" in html


def test_what_follows_a_check_is_as_it_was() -> None:
    html = shown(f"a\n\n{CHECK}\n> Quoted.\n> — 42 CFR 2.11\n\n{CHECK}").html

    assert html.count('<div class="check">') == html.count("</ul>\n</div>") == 2
    assert "<blockquote>\n<p>Quoted.</p>\n<footer>42 CFR 2.11</footer>\n</blockquote>" in html


ASKS = "The box “check” holds a question, its choices as a list with - [ ] and - [x], and an"
PLAIN = "Reasons and explanations are plain sentences in a quotation (>)"


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("May you say [it](there)?\n\n", "", 2, ASKS),
        ("> Neither yes nor no.\n>\n> Ask [here](there#x).\n", "", 2, ASKS),
        ("- [ ] Yes", "1. [ ] Yes", 2, ASKS),
        ("May you", "## May {#may}\n\nMay you", 2, ASKS),
        ("May you", "Read.\n\nMay you", 2, ASKS),
        ("> Neither", "::: note A\nx\n:::\n\n> Neither", 2, ASKS),
        (CHECK[CHECK.index("May") : CHECK.index(":::\n")], "", 2, ASKS),
        ("- [x] No", "- No", 7, "Begin each choice with [ ] or, if it is right, [x]."),
        ("- [x] No", "- [x]", 7, "Begin each choice with [ ] or, if it is right, [x]."),
        ("- [x] No", "- [ ] No", 7, "Say why this choice is wrong, in a quotation (>) under it."),
        ("- [x] No\n", "", 2, "A question has 2 to 6 choices, not 1."),
        ("- [ ] Yes", "- [x] Yes", 2, "Every choice is marked right; at least one must be wrong."),
        ("- [x] No", "- [x] yes, *if* it is known", 2, "Two choices say the same."),
        ("> Confirming", "> - Confirming", 6, PLAIN),
        ("> Neither", "> - Neither", 9, PLAIN),
        ("- [x] No", "- [x] [No](there)", 7, "A choice is there to be opened: it holds no link"),
        ("- [x] No", "- [x] No ![A desk](desk.png)", 7, "A choice is there to be opened"),
        ("::: check\n", "::: check Yourself\n", 2, "The box “check” takes no title; “Yourself”"),
        ("(there#x)", "(nowhere)", 11, "There is no such lesson."),
        ("(there)", "(nowhere)", 3, "There is no such lesson."),
    ],
)
def test_a_check_that_cannot_be_is_named_with_its_line(
    old: str, new: str, line: int, told: str
) -> None:
    assert old in CHECK

    problems = render("a\n\n" + CHECK.replace(old, new, 1), LINKS).problems

    assert (line, told) in {(found, reason[: len(told)]) for found, reason in problems}


def test_an_explanation_that_says_nothing_is_named_with_its_line() -> None:
    empty = CHECK[: CHECK.index("> Neither")] + ">\n:::\n"

    assert render(empty, LINKS).problems == ((7, "The explanation says nothing."),)


def test_a_check_stands_by_itself() -> None:
    in_a_list = "- a\n\n" + "".join(f"  {line}\n" for line in CHECK.splitlines())

    assert any(
        told.startswith("The box “check” stands by itself")
        for _, told in render(in_a_list, LINKS).problems
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_check_runs_a_program_in_a_browser(payload: str) -> None:
    one_line = " ".join(payload.split())
    html = render(CHECK.replace("No\n", f"No {one_line}\n"), LINKS).html
    html += render(CHECK.replace("Neither", one_line), LINKS).html

    assert dangers(html) == []
