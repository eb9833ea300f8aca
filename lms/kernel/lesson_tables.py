"""The tables of lessons: their names for those who cannot see them, and “May I disclose?”."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

from markdown_it.token import Token

ANSWERS: Final = {
    "Yes": ("ok", "ok"),
    "Only if": ("soon", "ask"),
    "With consent": ("soon", "ask"),
    "Ask": ("soon", "ask"),
    "No": ("late", "no"),
}
"""What the second cell of a “May I disclose?” table may say: its colour and its sign."""


def shape_tables(
    tokens: Sequence[Token], headings: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Name tables, rows and cells, and sign the answers of “May I disclose?”.

    `headings` are lines and titles. Return what is wrong, with its line, counted from 0.
    """
    problems: list[tuple[int, str]] = []
    may = False
    names: list[str] = []
    column = 0
    caption = ""
    for at, token in enumerate(tokens):
        line = (token.map or [0])[0]
        if token.type == "container_may_open":
            may = True
        elif token.type == "container_may_close":
            may = False
        elif token.type == "table_open":
            names = []
            caption = _caption(line, headings, may=may)
            token.attrSet("class", "stack")
            token.attrSet("role", "table")
        elif token.type in {"thead_open", "tbody_open"}:
            token.attrSet("role", "rowgroup")
            if token.type == "thead_open":
                token.meta["caption"] = caption
        elif token.type == "tr_open":
            token.attrSet("role", "row")
            column = 0
        elif token.type in {"th_open", "td_open"}:
            token.attrs.pop("style", None)
            _shape_cell(token, tokens[at + 1], names, column)
            if may and column == 1 and token.type == "td_open":
                problems += _answer(tokens[at + 1])
            column += 1
    return problems


def _caption(line: int, headings: Sequence[tuple[int, str]], *, may: bool) -> str:
    if may:
        return "<caption>May I disclose?</caption>"
    above = [title for at, title in headings if at < line]
    return f'<caption class="vh">{escape(above[-1] if above else "Table")}</caption>'


def _shape_cell(token: Token, inline: Token, names: list[str], column: int) -> None:
    if token.type == "th_open":
        names.append(inline.content)
        token.attrSet("scope", "col")
        token.attrSet("role", "columnheader")
    elif column == 0:
        token.attrSet("role", "rowheader")
        token.attrSet("data-l", names[0] if names else "")
    else:
        token.attrSet("role", "cell")
        token.attrSet("data-l", names[column] if column < len(names) else "")


def _answer(inline: Token) -> list[tuple[int, str]]:
    word = inline.content.strip()
    if word not in ANSWERS:
        known = ", ".join(ANSWERS)
        line = (inline.map or [0])[0]
        return [(line, f"“{word}” answers no “May I disclose?”. Write one of: {known}.")]
    span = Token("html_inline", "", 0)
    span.content = f'<span class="st-{word.split()[0]}">{word}</span>'
    inline.children = [span]
    return []


def head_of_table(self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:  # noqa: ANN401 - as markdown-it calls it
    """Draw the head of a table, with the caption before it."""
    rendered: str = self.renderToken(tokens, at, {}, {})
    return f"{tokens[at].meta.get('caption', '')}{rendered}"
