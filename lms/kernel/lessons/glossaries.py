"""Glossaries: words as headings, and under each the one paragraph that says what it means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from lms.kernel.lessons.lesson_tables import Problem
from lms.kernel.lessons.task_lists import blocks, line_of, one_line
from lms.kernel.rendering import Heading, depth_problems, headings_of, parsed, render_line


@dataclass(frozen=True)
class Gloss:
    """A word and its meaning, as written and as safe HTML."""

    anchor: str
    title: str
    text: str
    html: str


def glosses_of(body: str) -> tuple[tuple[Gloss, ...], tuple[Problem, ...]]:
    """Return the words of a glossary in its own order, and everything wrong in it."""
    tokens = parsed(body)
    problems = list(depth_problems(tokens))
    before, *entries = _entries(blocks(tokens))
    if before or not entries:
        told = "A glossary begins with its first word: ## Word {#word}."
        problems.append((line_of(tokens), told))
    headings = {heading.line: heading for heading in headings_of(body)}
    glosses: list[Gloss] = []
    for entry in entries:
        heading = headings[line_of(entry[0])]
        wrong = list(_problems(heading, entry, {one.anchor for one in glosses}))
        problems += ((heading.line, told) for told in wrong)
        if not wrong:
            text = one_line(entry[1][1].content)
            glosses.append(Gloss(heading.anchor, heading.title, text, render_line(text)))
    return tuple(glosses), tuple(problems)


def _entries(parts: Sequence[Sequence[Token]]) -> list[list[Sequence[Token]]]:
    """Part a glossary at its headings; what stands before the first comes first."""
    entries: list[list[Sequence[Token]]] = [[]]
    for part in parts:
        if part[0].type == "heading_open":
            entries.append([])
        entries[-1].append(part)
    return entries


def _problems(
    heading: Heading, entry: Sequence[Sequence[Token]], known: set[str]
) -> Iterator[str]:
    if entry[0][0].tag != "h2":
        yield "Use ## for each word of the glossary."
    if not heading.title:
        yield "The heading says nothing."
    if not heading.anchor or "{#" in heading.title:
        yield "Give the word a stable name in small letters and hyphens: ## Word {#word}."
    elif heading.anchor in known:
        yield f"“#{heading.anchor}” stands in the glossary already."
    if [part[0].type for part in entry[1:]] != ["paragraph_open"]:
        yield "Under a word comes one paragraph that says what it means, and nothing else."
    inside = {child.type for part in entry for one in part for child in one.children or ()}
    if inside & {"link_open", "image"}:
        yield "A word and its meaning hold no link and no picture."
