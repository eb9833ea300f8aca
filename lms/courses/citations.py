"""The form in which sources are cited: 42 CFR 2.31(a)(4)(i), 89 FR 12472, 42 U.S.C. 290dd-2."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_PARAGRAPH: Final = r"(?:\((?:[a-z]{1,5}|[A-Z]|\d{1,2})\))"
_PARAGRAPHS: Final = rf"{_PARAGRAPH}+"
_SECTION: Final = (
    r"(?:\d{1,3} CFR \d{1,4}\.\d{1,4}[a-z]?|\d{1,3} U\.S\.C\. \d+[a-z]*(?:-\d+[a-z]*)?)"
)
_TERM: Final = rf"(?:, “[^”]+”(?:, {_PARAGRAPHS}(?:\u2013{_PARAGRAPHS})?)?)"
_PLACE: Final = rf"(?:{_PARAGRAPHS}(?:\u2013{_PARAGRAPHS})?(?:, {_PARAGRAPHS})*)"
_CITATION: Final = re.compile(
    rf"(?:(?P<section>{_SECTION})(?:{_TERM}|{_PLACE})?"
    r"|(?P<page>\d{1,3} FR \d+)"
    r"|(?P<part>\d{1,3} CFR part \d+(?:, subparts? [A-Z](?: and [A-Z])?)?))"
)
_SOURCE: Final = re.compile(r"\d{1,3} (?:CFR|FR|U\.S\.C\.)(?: |$)|§")
_MARKED: Final = re.compile(r"\(((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))++)\)")


class Cited(NamedTuple):
    """One citation as it stands in parentheses, and how many line breaks come before it."""

    words: str
    line: int


def is_citation(words: str) -> bool:
    """Say whether words are one citation in the house's form."""
    return _CITATION.fullmatch(words) is not None


def is_section(words: str) -> bool:
    """Say whether words name a whole section or page, without paragraphs."""
    return bool(words) and source_of(words) == words


def source_of(words: str) -> str:
    """Return the section or page that a citation lies in: 42 CFR 2.31; empty for whole parts."""
    found = _CITATION.fullmatch(words)
    return (found["section"] or found["page"] or "") if found else ""


def cited_in(text: str) -> Iterator[Cited]:
    """Yield each part, between semicolons, of every parenthesis that cites something."""
    for found in _MARKED.finditer(text):
        if not _SOURCE.search(found[1]):
            continue
        line = text.count("\n", 0, found.start())
        for part in found[1].split(";"):
            yield Cited(" ".join(part.split()), line)


def without_citations(text: str) -> str:
    """Return a text without the parentheses that cite something."""
    return _MARKED.sub(lambda found: "" if _SOURCE.search(found[1]) else found[0], text)
