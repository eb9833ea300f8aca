"""The boxes of a lesson, between lines of colons, and the sources of its quotations."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import takewhile
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from lms.kernel.lessons.lesson_tables import Problem, icon, raw

TITLED: Final = {
    "do": "do",
    "note": "noted",
    "warning": "warned",
    "key": "key-point",
    "example": "example",
}
"""Boxes that need a title, and the class by which the style sheet knows them."""
PLAIN: Final = {
    "case": "case",
    "check": "check",
    "then": "then",
    "before": "was",
    "now": "now",
    "may": "may",
}
_HEADINGS: Final = {"before": "Before", "now": "Now", "check": "Check yourself"}
_HALVES: Final = ["container_before_open", "container_now_open"]


def teach_boxes(markdown: MarkdownIt) -> None:
    """Teach a parser the boxes."""
    for name, class_ in {**TITLED, **PLAIN}.items():
        container_plugin(markdown, name, render=_drawn_as(name, class_))


def box_problems(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Problem]:
    """Find boxes that are unknown, not closed, without their title, or in the wrong place."""
    known = ", ".join(sorted({**TITLED, **PLAIN}))
    unknown = 0
    for at, token in enumerate(tokens):
        line = (token.map or [0])[0]
        if token.type.startswith("container_") and token.nesting == 1:
            yield from ((line, told) for told in _box_problems(tokens, at, lines))
        for number, words in enumerate(
            token.content.split("\n") if token.type == "inline" else ()
        ):
            name = words.strip().lstrip(":").strip()
            if words.strip().startswith(":::") and (name or not unknown):
                told = f"“{words.strip()[:30]}” is not known. Known are: {known}."
                yield line + number, told if name else "There is no open box to close here."
            if words.strip().startswith(":::"):
                unknown += 1 if name else -1


def sign_quotations(tokens: Sequence[Token]) -> None:
    """Make the last line of a quotation its source, if it begins with a dash."""
    for at, token in enumerate(tokens):
        if token.type != "blockquote_close" or tokens[at - 1].type != "paragraph_close":
            continue
        opened, inline, closed = tokens[at - 3 : at]
        children = inline.children or []
        signs = [place for place, one in enumerate(children) if one.content.startswith("— ")]
        if signs and (signs[-1] == 0 or children[signs[-1] - 1].type == "softbreak"):
            first = children[signs[-1]]
            first.content = first.content.removeprefix("— ")
            closed.tag = "footer"
            if signs[-1] == 0:
                opened.tag = "footer"
            else:
                children[signs[-1] - 1] = raw("</p>\n<footer>")


def _drawn_as(name: str, class_: str) -> Callable[..., str]:
    def draw(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:  # noqa: ANN401 - as markdown-it calls it
        if tokens[at].nesting != 1:
            return "</div>\n"
        title = _HEADINGS.get(name) or _title(tokens[at])
        sign = icon("ok") if name == "do" else ""
        heading = f"<h3>{sign}{escape(title)}</h3>" if title else ""
        return f'<div class="{class_}">{heading}'

    return draw


def _title(box: Token) -> str:
    return box.info.strip().partition(" ")[2].strip()


def _box_problems(tokens: Sequence[Token], at: int, lines: Sequence[str]) -> Iterator[str]:
    box = tokens[at]
    name = box.info.split()[0]
    end = (box.map or [0, 0])[1]
    if end >= len(lines) or not re.fullmatch(rf"[\s>]*{box.markup}\s*", lines[end]):
        yield f"The box “{name}” is not closed. End it with a line {box.markup} of its own."
    if name in TITLED and not _title(box):
        yield f"Give the box a title: {box.markup} {name} Title."
    if name in PLAIN and _title(box):
        yield f"The box “{name}” takes no title; “{_title(box)}” would be lost."
    inside = [one for one in _inside(tokens, at) if one.nesting == 1]
    if name == "then" and [one.type for one in inside] != _HALVES:
        yield "The box “then” holds one box “before” and one box “now”, and nothing else."
    if name == "may" and [one.type for one in inside] != ["table_open"]:
        yield "The box “may” holds one table, and nothing else."
    parent = next((one for one in tokens[at - 1 :: -1] if one.level == box.level - 1), None)
    if name in {"before", "now"}:
        if parent is None or parent.type != "container_then_open":
            yield f"The box “{name}” belongs into a box “then”."
    elif box.level:
        yield f"The box “{name}” stands by itself, not in a list, a quotation or another box."


def _inside(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    level = tokens[at].level
    inside = takewhile(lambda one: one.level > level, tokens[at + 1 :])
    return (token for token in inside if token.level == level + 1)
