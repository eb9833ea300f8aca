"""Task lists that ask something: choices to tick, each wrong one with the reason under it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from lms.kernel.lessons.lesson_tables import Problem

FEWEST_CHOICES: Final = 2
MOST_CHOICES: Final = 6
MARK: Final = re.compile(r"\[([ xX])\]\s")
"""What a choice begins with."""
_QUOTED: Final = {
    *("blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close")
}


@dataclass(frozen=True)
class Ticked:
    """A choice as written, without its mark; `reason` says why it is wrong."""

    text: str
    right: bool
    reason: str


def choices_of(task_list: Sequence[Token], problems: list[Problem]) -> tuple[Ticked, ...]:
    """Return the choices of a list; add what is wrong in it to the problems."""
    items = blocks(task_list[1:-1])
    choices = tuple(one for one in (_choice(item, problems) for item in items) if one)
    return choices if len(choices) == len(items) else ()


def choice_problems(choices: Sequence[Ticked]) -> Iterator[str]:
    """Find why nobody could choose among these."""
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        yield f"A question has {FEWEST_CHOICES} to {MOST_CHOICES} choices, not {len(choices)}."
    if not any(choice.right for choice in choices):
        yield "Mark the right choice with [x]; none is marked."
    elif all(choice.right for choice in choices):
        yield "Every choice is marked right; at least one must be wrong."
    if len({choice.text.casefold() for choice in choices}) < len(choices):
        yield "Two choices say the same."


def explanation_of(quotation: Sequence[Token], problems: list[Problem]) -> str:
    """Return the words that explain the right answer, as one line."""
    told = sentences(quotation, problems)
    if not told:
        problems.append((line_of(quotation), "The explanation says nothing."))
    return told


def sentences(tokens: Sequence[Token], problems: list[Problem]) -> str:
    """Return the words of quotations as one line."""
    odd = [one for one in tokens if one.type not in _QUOTED]
    odd += [one[0] for one in blocks(tokens) if one[0].type != "blockquote_open"]
    if odd:
        told = "Reasons and explanations are plain sentences in a quotation (>), and nothing else."
        problems.append((line_of([odd[0], *tokens]), told))
    return one_line(" ".join(one.content for one in tokens if one.type == "inline"))


def blocks(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Part tokens at those that lie in no other."""
    starts = [
        at for at, one in enumerate(tokens) if one.level == tokens[0].level and one.nesting >= 0
    ]
    ends = [*starts[1:], len(tokens)][: len(starts)]
    return [tokens[start:end] for start, end in zip(starts, ends, strict=True)]


def line_of(tokens: Sequence[Token]) -> int:
    """Return the line, counted from 0, on which tokens begin."""
    return next((one.map[0] for one in tokens if one.map), 0)


def one_line(words: str) -> str:
    """Return words that may be broken over lines as one line."""
    return " ".join(words.split())


def _choice(item: Sequence[Token], problems: list[Problem]) -> Ticked | None:
    line = line_of(item)
    words = next((one.content for one in item[:3] if one.type == "inline"), "")
    marked = MARK.match(words)
    if marked is None or not words[marked.end() :].strip():
        problems.append((line, "Begin each choice with [ ] or, if it is right, [x]."))
        return None
    right = marked[1] in "xX"
    reason = sentences(item[4:-1], problems)
    if not right and not reason:
        problems.append((line, "Say why this choice is wrong, in a quotation (>) under it."))
    return Ticked(one_line(words[marked.end() :]), right, reason)
