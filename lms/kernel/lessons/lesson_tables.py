"""The tables of lessons: their names for those who cannot see them, and “May I disclose?”."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from markdown_it.token import Token

Problem = tuple[int, str]
"""A line, counted from 0 at the start of the text, and what is wrong there."""

ANSWERS: Final = {
    "Yes": ("ok", "ok"),
    "Only if": ("soon", "ask"),
    "With consent": ("soon", "ask"),
    "Ask": ("soon", "ask"),
    "No": ("late", "no"),
}
"""What the second cell of a “May I disclose?” table may say: its colour and its sign."""
_ROLES: Final = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
}


def shape_tables(tokens: list[Token], headings: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Name tables, rows and cells, and sign the answers of “May I disclose?”.

    `headings` are lines, counted from 0, and titles; a table is named by the one above it.
    """
    asking = False
    shaped: list[Token] = []
    for at, token in enumerate(tokens):
        shaped.append(token)
        if token.type in {"container_may_open", "container_may_close"}:
            asking = token.nesting == 1
        elif token.type == "table_open":
            line = (token.map or [0])[0]
            token.attrSet("class", "stack")
            told = f'<caption class="vh">{escape(_title_above(headings, line))}</caption>'
            shaped.append(raw("<caption>May I disclose?</caption>" if asking else told))
            yield from _shape_table(tokens[at : _end_of_table(tokens, at)], line, asking=asking)
    tokens[:] = shaped


def raw(html: str) -> Token:
    """Return HTML of our own making as a token."""
    token = Token("html_inline", "", 0)
    token.content = html
    return token


def words_of(children: Sequence[Token] | None) -> str:
    """Return the words of a line without their marks."""
    between = {"softbreak": " ", "hardbreak": " "}
    return "".join(between.get(one.type, one.content) for one in children or ()).strip()


def icon(name: str) -> str:
    """Draw a sign of the page's sprite."""
    return (
        '<svg aria-hidden="true" focusable="false" viewBox="0 0 16 16">'
        f'<use href="#i-{name}"></use></svg>'
    )


def _title_above(headings: Sequence[tuple[int, str]], line: int) -> str:
    above = [title for at, title in headings if at < line]
    return above[-1] if above else "Table"


def _end_of_table(tokens: Sequence[Token], at: int) -> int:
    return next(end for end in range(at, len(tokens)) if tokens[end].type == "table_close")


def _shape_table(table: Sequence[Token], line: int, *, asking: bool) -> Iterator[Problem]:
    names: list[str] = []
    column = 0
    for at, token in enumerate(table):
        if token.type in _ROLES:
            token.attrSet("role", _ROLES[token.type])
            line = (token.map or [line])[0]
            column = 0
        elif token.type == "th_open":
            names.append(words_of(table[at + 1].children))
            token.attrs = {"scope": "col", "role": "columnheader"}
            if not names[-1]:
                yield line, "Give every column of the table a name."
        elif token.type == "td_open":
            told = _shape_cell(table[at : at + 3], column, names[column], asking=asking)
            column += 1
            if told:
                yield line, told
    if not any(token.type == "tbody_open" for token in table):
        yield line, "The table has no row under its names."


def _shape_cell(cell: Sequence[Token], column: int, name: str, *, asking: bool) -> str:
    """Shape one cell: opening, words, closing. Return what is wrong with it."""
    opened, inline, closed = cell
    words = words_of(inline.children)
    if column == 0:
        opened.tag = closed.tag = "th"
        opened.attrs = {"scope": "row", "role": "rowheader"}
        return "" if words else "Say in its first cell what each row of the table is about."
    opened.attrs = {"role": "cell", "data-l": name}
    if asking and column == 1:
        if words not in ANSWERS:
            known = ", ".join(ANSWERS)
            return f"“{words}” answers no “May I disclose?”. Write one of: {known}."
        colour, sign = ANSWERS[words]
        inline.children = [
            raw(f'<span class="st {colour}">{icon(sign)}<span>{words}</span></span>')
        ]
    else:
        # On a phone the label stands beside the words, so that they must be one thing.
        inline.children = [raw("<span>"), *(inline.children or ()), raw("</span>")]
    return ""
