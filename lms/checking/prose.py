"""What a reader of a lesson reads: how many words, and the running sentences among them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

from lms.courses.citations import without_citations
from lms.kernel.rendering import parsed

_ANCHOR: Final = re.compile(r"\s*\{#[a-z0-9-]+\}\s*$")
_SPACE: Final = {"softbreak": " ", "hardbreak": " "}


class Reading(NamedTuple):
    """The words that are read, and the sentences whose grade counts, a paragraph on each line.

    Numbers are words, citations are none. Tables, quotations, headings and what a check tells
    afterwards are no running sentences.
    """

    words: int
    sentences: str


def reading_of(source: str) -> Reading:
    """Return what is read of a lesson as its author wrote it."""
    words = 0
    sentences: list[str] = []
    for text, running in _texts(parsed(source)):
        bare = without_citations(text)
        words += sum(any(map(str.isalnum, word)) for word in bare.split())
        if running:
            sentences.append(bare)
    return Reading(words, "\n".join(sentences))


def _texts(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Yield each piece of text, and whether it is running prose; skip a check's reasons."""
    inside: list[str] = []
    for token in tokens:
        kind = token.type.rpartition("_")[0]
        if token.nesting == 1:
            inside.append(kind)
            if kind.startswith("container_"):
                yield token.info.strip().partition(" ")[2], False
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline" and not _told_afterwards(inside):
            running = not {"blockquote", "th", "td", "heading"} & set(inside)
            yield _ANCHOR.sub("", _shown(token)), running


def _told_afterwards(inside: Sequence[str]) -> bool:
    return "container_check" in inside and {"list_item", "blockquote"} <= set(inside)


def _shown(token: Token) -> str:
    """Return the words of a line as shown: of links their words, of pictures nothing."""
    parts = (
        _SPACE.get(child.type, child.content)
        for child in token.children or ()
        if child.type != "image"
    )
    return "".join(parts)
