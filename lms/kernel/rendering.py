"""From Markdown to HTML that is safe to show, in the small vocabulary of lessons."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from lms.kernel.lesson_tables import ANSWERS, head_of_table, shape_tables

ICON: Final = (
    '<svg aria-hidden="true" focusable="false" viewBox="0 0 16 16"><use href="#i-{0}"/></svg>'
)
Problem = tuple[int, str]
"""A line, counted from 0 at the start of the text, and what is wrong there."""

TITLED: Final = {"do": "do", "note": "noted", "warning": "warned", "key": "key-point"}
PLAIN: Final = {"case": "case", "then": "then", "before": "was", "now": "now", "may": "may"}
DEEPEST: Final = 30
"""How deep things stand in one another at most; a list in a list counts two."""
_HEADINGS: Final = {"before": "Before", "now": "Now"}
_ANCHOR: Final = re.compile(r"(?<!\s)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
_CITED: Final = re.compile(
    r"\((?=(?:\d+ (?:CFR|U\.S\.C\.|FR)|§))((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)"
)
_CLASSES: Final = {
    "div": {*TITLED.values(), *PLAIN.values()},
    "table": {"stack"},
    "caption": {"vh"},
    "span": {"cite", "st", *(f"st-{name.split()[0]}" for name in ANSWERS)},
}
_ROLES: Final = {"role"}
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "table": _ROLES,
    "thead": _ROLES,
    "tbody": _ROLES,
    "tr": _ROLES,
    "th": {"role", "scope"},
    "td": {"role", "data-l"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
}
_TAGS: Final = {
    *("p", "h2", "h3", "ul", "ol", "li", "strong", "em", "code", "a", "img", "blockquote"),
    *("footer", "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "span", "br"),
    *("hr", "pre"),
}


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
    tokens = _MARKDOWN.parse(text)
    problems = [*_vocabulary(text), *_cut_off(tokens)]
    headings = tuple(_take_anchors(tokens))
    _cite(tokens)
    _sign_quotes(tokens)
    problems += shape_tables(tokens, [(one.line, one.title) for one in headings])
    problems += _link(tokens, links)
    html = _cleaned(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    return Rendered(html, headings, tuple(problems))


def render_line(text: str) -> str:
    """Render one line, without a paragraph around it: emphasis, code and citations only."""
    tokens = _MARKDOWN.parseInline(text)
    _cite(tokens)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html, tags={"strong", "em", "code", "span"}, attributes={}, allowed_classes=_LINE_CLASSES
    )


def parsed(text: str) -> list[Token]:
    """Return a text as tokens, for readers that look for structure."""
    return _MARKDOWN.parse(text)


_LINE_CLASSES: Final = {"span": {"cite"}}


def _cleaned(html: str) -> str:
    """Let nothing through but what lessons need, whatever the first wall let through."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )
    for word, (kind, sign) in ANSWERS.items():
        bare = f'<span class="st-{word.split()[0]}">{word}</span>'
        signed = f'<span class="st {kind}">{ICON.format(sign)}<span>{word}</span></span>'
        clean = clean.replace(bare, signed)
    return clean.replace('<div class="do"><h3>', f'<div class="do"><h3>{ICON.format("ok")}')


def _vocabulary(text: str) -> Iterator[Problem]:
    known = {*TITLED, *PLAIN}
    for number, line in enumerate(text.split("\n")):
        opened = re.match(r"\s*:{3,}\s*([^\s:]\S*)", line)
        if opened and opened[1] not in known:
            yield number, f"“::: {opened[1]}” is not known. Known are: {', '.join(sorted(known))}."


def _cut_off(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find where the parser stopped to look deeper, so that words would be missing."""
    for token in tokens:
        if token.nesting == 1 and token.level == DEEPEST - 1:
            yield (token.map or [0])[0], "This line is nested too deep. Use fewer levels."


def _take_anchors(tokens: Sequence[Token]) -> Iterator[Heading]:
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        inline = tokens[at + 1]
        last = inline.children[-1] if inline.children else None
        found = _ANCHOR.search(last.content) if last is not None else None
        if found and last is not None:
            last.content = last.content[: found.start()]
            token.attrSet("id", found[1])
        title = "".join(child.content for child in inline.children or ()).strip()
        anchor = found[1] if found else ""
        yield Heading(int(token.tag[1]), title, anchor, (token.map or [0])[0])


def _cite(tokens: Sequence[Token]) -> None:
    """Set every citation in parentheses apart; the exact words of a quotation stay as they are."""
    quoted = 0
    for token in tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and not quoted:
            token.children = [part for child in token.children or () for part in _parts(child)]


def _parts(child: Token) -> Iterator[Token]:
    if child.type != "text" or not _CITED.search(child.content):
        yield child
        return
    end = 0
    for found in _CITED.finditer(child.content):
        yield _text(child.content[end : found.start()])
        words = re.sub(r"(?<=CFR) | (?=CFR)|(?<=§) ", "\u00a0", found[1])
        span = Token("html_inline", "", 0)
        span.content = f'<span class="cite">{escape(words)}</span>'
        yield span
        end = found.end()
    yield _text(child.content[end:])


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def _sign_quotes(tokens: list[Token]) -> None:
    """Make the last paragraph of a quotation its source, if it begins with a dash."""
    for at, token in enumerate(tokens):
        if token.type == "blockquote_close" and at >= 3:  # noqa: PLR2004 - open, inline, close
            opened, inline, closed = tokens[at - 3 : at]
            first = inline.children[0] if inline.type == "inline" and inline.children else None
            if opened.type == "paragraph_open" and first and first.content.startswith("— "):
                first.content = first.content[2:]
                opened.tag = closed.tag = "footer"
                opened.hidden = closed.hidden = False


def _link(tokens: Sequence[Token], links: Links) -> Iterator[Problem]:
    for token in tokens:
        line = (token.map or [0])[0]
        for child in token.children or ():
            try:
                if child.type == "link_open":
                    child.attrSet("href", links.page(str(child.attrGet("href") or "")))
                elif child.type == "image":
                    _show(child, links)
            except ValueError as error:
                yield line, str(error)


def _show(image: Token, links: Links) -> None:
    if not image.content.strip():
        raise ValueError("The picture has no words for those who cannot see it: ![words](file).")
    source, width, height = links.picture(str(image.attrGet("src") or ""))
    image.attrs = {"src": source, "width": width, "height": height, "loading": "lazy"}
    image.attrs["alt"] = image.content


def _container(name: str, class_: str) -> Callable[..., str]:
    def draw(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:  # noqa: ANN401 - as markdown-it calls it
        token = tokens[at]
        if token.nesting != 1:
            return "</div>\n"
        title = token.info.strip().removeprefix(name).strip() or _HEADINGS.get(name, "")
        heading = f"<h3>{escape(title)}</h3>" if title and name != "case" else ""
        return f'<div class="{class_}">{heading}'

    return draw


def _made() -> MarkdownIt:
    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "maxNesting": DEEPEST})
    markdown.disable("strikethrough")
    for name, class_ in {**TITLED, **PLAIN}.items():
        container_plugin(markdown, name, render=_container(name, class_))
    markdown.add_render_rule("thead_open", head_of_table)
    return markdown


_MARKDOWN: Final = _made()
