"""The checks of lessons: a question whose choices open, each with the word whether it is right."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from markdown_it.token import Token

from lms.kernel.lessons.lesson_tables import Problem, icon, raw
from lms.kernel.lessons.task_lists import (
    MARK,
    blocks,
    choice_problems,
    choices_of,
    explanation_of,
    line_of,
)

OPENS: Final = "container_check_open"
_PARTS: Final = ["paragraph_open", "bullet_list_open", "blockquote_open"]
_HOW: Final = (
    '<p class="small soft">Open an answer to see whether it is right. For practice: nothing is '
    "scored or kept.</p>\n"
)
_VERDICTS: Final = {True: ("ok", "ok", "Right."), False: ("late", "no", "Not quite.")}
"""What a choice is told: the colour, the sign, the words."""


def check_problems(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find checks that ask nothing, or whose answers are not told."""
    for at, token in enumerate(tokens):
        if token.type == OPENS:
            yield from _problems(line_of([token]), blocks(tokens[at + 1 : _end_of(tokens, at)]))


def shape_checks(tokens: list[Token]) -> None:
    """Make each choice of a check something to open. Nothing may be wrong in the checks."""
    shaped: list[Token] = []
    rest = iter(enumerate(tokens))
    for at, token in rest:
        shaped.append(token)
        if token.type == OPENS:
            end = _end_of(tokens, at)
            shaped += _shaped(*blocks(tokens[at + 1 : end]))
            for _ in range(at + 1, end):
                next(rest)
    tokens[:] = shaped


def _problems(line: int, parts: Sequence[Sequence[Token]]) -> Iterator[Problem]:
    if [part[0].type for part in parts] != _PARTS:
        told = (
            "The box “check” holds a question, its choices as a list with - [ ] and - [x], and "
            "an explanation in a quotation (>), in this order and nothing else."
        )
        yield line, told
        return
    problems: list[Problem] = []
    choices = choices_of(parts[1], problems)
    if choices:
        problems += ((line, told) for told in choice_problems(choices))
    explanation_of(parts[2], problems)
    yield from problems
    for item in blocks(parts[1][1:-1]):
        inside = {child.type for one in item[:3] for child in one.children or ()}
        if inside & {"link_open", "image"}:
            yield line_of(item), "A choice is there to be opened: it holds no link and no picture."


def _shaped(
    question: Sequence[Token], choices: Sequence[Token], explanation: Sequence[Token]
) -> Iterator[Token]:
    yield from question
    yield raw(f"{_HOW}<ul>\n")
    for item in blocks(choices[1:-1]):
        yield from _choice(item, explanation)
    yield raw("</ul>\n")


def _choice(item: Sequence[Token], explanation: Sequence[Token]) -> Iterator[Token]:
    words = next(one for one in item if one.type == "inline")
    children = words.children or []
    marked = MARK.match(words.content)
    right = marked is not None and marked[1] in "xX"
    children[0].content = MARK.sub("", children[0].content, count=1)
    yield raw("<li><details><summary><span>")
    yield words
    yield raw("</span></summary>\n")
    reason = [one for one in item[4:-1] if not one.type.startswith("blockquote")]
    told = [*reason, *(deepcopy(explanation[1:-1]) if right else [])]
    first = next(one for one in told if one.type == "inline")
    first.children = [raw(_verdict(right=right)), *(first.children or [])]
    yield from told
    yield raw("</details></li>\n")


def _verdict(*, right: bool) -> str:
    colour, sign, words = _VERDICTS[right]
    return f'<span class="st {colour}">{icon(sign)}<span>{words}</span></span> '


def _end_of(tokens: Sequence[Token], at: int) -> int:
    level = tokens[at].level
    return next(end for end in range(at + 1, len(tokens)) if tokens[end].level == level)
