"""From Markdown to HTML that is safe to show, in the small vocabulary of lessons."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lms.kernel.lessons.lesson_boxes import (
    PLAIN,
    TITLED,
    box_problems,
    sign_quotations,
    teach_boxes,
)
from lms.kernel.lessons.lesson_checks import check_problems, shape_checks
from lms.kernel.lessons.lesson_tables import Problem, raw, shape_tables, words_of
from lms.kernel.markdown import DEEPEST, WORD

_ANCHOR: Final = re.compile(r"\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
# A citation may hold parentheses of its own, two deep. No part of the pattern gives back what
# it took, so that it reads any text once.
_CITED: Final = re.compile(
    r"\((?=\d+\s(?:CFR|FR|U\.S\.C\.)\s|§)"
    r"((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))++)\)"
)
_TIED: Final = re.compile(r"(?<=\d)\s(?=C?FR\s|U\.S\.C\.\s)|(?<=FR)\s|(?<=U\.S\.C\.)\s|(?<=§)\s")
_TAGS: Final = {
    *("p", "h2", "h3", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "img", "hr", "br"),
    *("blockquote", "footer", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("div", "span", "svg", "use", "details", "summary"),
}
_CLASSES: Final = {
    "div": {*TITLED.values(), *PLAIN.values()},
    "table": {"stack"},
    "caption": {"vh"},
    "p": {"small", "soft"},
    "a": {"term"},
    "span": {"cite", "st", "ok", "soon", "late"},
}
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"data-l"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
}
_VALUES: Final = {
    "table": {"role": {"table"}},
    "thead": {"role": {"rowgroup"}},
    "tbody": {"role": {"rowgroup"}},
    "tr": {"role": {"row"}},
    "th": {"role": {"columnheader", "rowheader"}, "scope": {"col", "row"}},
    "td": {"role": {"cell"}},
    "img": {"loading": {"lazy"}},
    "svg": {"aria-hidden": {"true"}, "focusable": {"false"}, "viewBox": {"0 0 16 16"}},
    "use": {"href": {"#i-ok", "#i-ask", "#i-no"}},
}
_LINE_TAGS: Final = {"strong", "em", "code", "span"}


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level, words, anchor (empty if none) and line, counted from 0."""

    level: int
    title: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, with its headings and everything wrong in it."""

    html: str
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Links:
    """How a text's own links and pictures become addresses; each raises ValueError with a reason.

    `picture` returns address, width and height.
    """

    page: Callable[[str], str]
    picture: Callable[[str], tuple[str, int, int]]


def render(text: str, links: Links) -> Rendered:
    """Render a lesson. Raw HTML is shown as text, and only the known vocabulary comes through."""
    tokens = parsed(text)
    problems = [*depth_problems(tokens), *box_problems(tokens, text.split("\n"))]
    problems += check_problems(tokens)
    problems += _link_problems(tokens, links)
    headings = tuple(_take_anchors(tokens))
    problems += _heading_problems(tokens, headings)
    if not problems:
        shape_checks(tokens)
    sign_quotations(tokens)
    _cite(tokens)
    problems += shape_tables(tokens, [(one.line, one.title) for one in headings])
    html = _cleaned(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    return Rendered(html, headings, tuple(sorted(problems)))


def render_line(text: str) -> str:
    """Render one line, without a paragraph around it: emphasis, code and citations only."""
    tokens = _MARKDOWN.parseInline(text)
    _cite(tokens)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html, tags=_LINE_TAGS, attributes={}, allowed_classes={"span": {"cite"}}, url_schemes=set()
    )


def parsed(text: str) -> list[Token]:
    """Return a text as tokens, for readers that look for structure."""
    return _MARKDOWN.parse(text)


def headings_of(text: str) -> tuple[Heading, ...]:
    """Return the headings of a text."""
    return tuple(_take_anchors(parsed(text)))


def depth_problems(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find where lists, quotations and the like lie too deep in each other."""
    too_deep = next((one for one in tokens if one.level > DEEPEST and one.nesting == 1), None)
    if too_deep:
        yield (too_deep.map or [0])[0], "This line is nested too deep. Use fewer levels."


def _cleaned(html: str) -> str:
    """Raise the second wall: whatever the first let through, only what lessons need goes on."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_attribute,
        tag_attribute_values=_VALUES,
        allowed_classes=_CLASSES,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _kept_attribute(_tag: str, name: str, value: str) -> str | None:
    """Drop an address on this or another server that is not below the page itself."""
    leads_away = name in {"href", "src"} and value[:1] in {"/", "\\"}
    return None if leads_away else value


def _take_anchors(tokens: Sequence[Token]) -> Iterator[Heading]:
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        children = tokens[at + 1].children or []
        found = None
        if children and children[-1].type == "text":
            found = _ANCHOR.search(children[-1].content)
        if found:
            children[-1].content = children[-1].content[: found.start()].rstrip()
            token.attrSet("id", found[1])
        anchor = found[1] if found else ""
        yield Heading(int(token.tag[1]), words_of(children), anchor, (token.map or [0])[0])


def _heading_problems(tokens: Sequence[Token], headings: Sequence[Heading]) -> Iterator[Problem]:
    for heading in headings:
        if not heading.title:
            yield heading.line, "The heading says nothing."
        if "{#" in heading.title:
            yield heading.line, "Write a heading's name in small letters and hyphens: {#the-name}."
    for token in tokens:
        if token.type == "heading_open" and token.level:
            yield (token.map or [0])[0], "A heading cannot stand in a list, a quotation or a box."


def _link_problems(tokens: Sequence[Token], links: Links) -> Iterator[Problem]:
    """Set the address of each link and picture; find those that lead nowhere."""
    for token in tokens:
        line = (token.map or [0])[0]
        for child in token.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            try:
                if child.type == "link_open":
                    _lead(child, links)
                elif child.type == "image":
                    _show(child, links)
            except ValueError as error:
                yield line, str(error)
            if child.type == "text" and "](" in child.content:
                yield (
                    line,
                    "This is no link. Write [words](address) with an address we can follow.",
                )


def _lead(link: Token, links: Links) -> None:
    address = links.page(str(link.attrGet("href") or ""))
    link.attrSet("href", address)
    if address.startswith(f"#{WORD}"):
        link.attrSet("class", "term")


def _show(image: Token, links: Links) -> None:
    if not words_of(image.children):
        raise ValueError("The picture has no words for those who cannot see it: ![words](file).")
    source, width, height = links.picture(str(image.attrGet("src") or ""))
    # The renderer puts the words in.
    image.attrs = {"src": source, "width": width, "height": height, "loading": "lazy", "alt": ""}


def _cite(tokens: Sequence[Token]) -> None:
    """Set every citation in parentheses apart; the exact words of a quotation stay as they are."""
    quoted = 0
    for token in tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and not quoted:
            token.children = [
                part for child in _joined(token.children or ()) for part in _parts(child)
            ]


def _joined(children: Sequence[Token]) -> Iterator[Token]:
    """Join the words of one sentence that the author wrote on several lines."""
    pending: Token | None = None
    for child in children:
        if child.type not in {"text", "softbreak"}:
            if pending:
                yield pending
            pending = None
            yield child
        else:
            words = "\n" if child.type == "softbreak" else child.content
            pending = _text((pending.content if pending else "") + words)
    if pending:
        yield pending


def _parts(child: Token) -> Iterator[Token]:
    if child.type != "text":
        yield child
        return
    end = 0
    for found in _CITED.finditer(child.content):
        yield _text(child.content[end : found.start()])
        yield raw(f'<span class="cite">{escape(_TIED.sub(chr(160), found[1]))}</span>')
        end = found.end()
    yield _text(child.content[end:])


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def _made() -> MarkdownIt:
    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "maxNesting": 30})
    markdown.disable("strikethrough")
    teach_boxes(markdown)
    return markdown


_MARKDOWN: Final = _made()
