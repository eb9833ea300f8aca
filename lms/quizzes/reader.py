"""From a Markdown task list to a bank of questions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from markdown_it.token import Token

from lms.kernel.canonical import digest
from lms.kernel.ids import FactId
from lms.kernel.lessons.lesson_tables import Problem
from lms.kernel.lessons.placeholders import NO_VALUES, filled
from lms.kernel.lessons.task_lists import (
    MARK,
    MOST_CHOICES,
    blocks,
    choice_problems,
    choices_of,
    explanation_of,
    line_of,
    one_line,
)
from lms.kernel.markdown import Document, Fault, Faulty, Key, read_document
from lms.kernel.rendering import depth_problems, parsed, render_line
from lms.quizzes.facts import facts_of, kind_of, listed, pairs_of
from lms.quizzes.model import Choice, Question, Quiz

FEWEST_STEPS: Final = 3
_KEYS: Final = {
    "title": Key(str, "a title"),
    "draw": Key(object, "a number of questions, or a table of topics and numbers"),
    "pass_mark": Key(int, "a whole number of percent from 1 to 100", low=1, high=100),
    "attempts": Key(int, "a whole number; 0 means as many as needed", 0),
    "cooldown_minutes": Key(int, "a whole number of minutes", 0, high=100_000),
    "shuffle": Key(bool, "true or false", default=True),
}
_NAME: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID: Final = re.compile(rf"\{{#({_NAME})\}}\s*$")
_FACTS: Final = "paragraph_open"
_CHOICES: Final = "bullet_list_open"
_STEPS: Final = "ordered_list_open"
_WHY: Final = "blockquote_open"
_STEP: Final = ["paragraph_open", "inline", "paragraph_close"]


def read_quiz(root: Path, path: Path, figures: Mapping[str, str] = NO_VALUES) -> Quiz:
    """Read one bank of a content root; raise `Faulty` with everything that is wrong in it.

    Its questions show `figures` by their names.
    """
    document = filled(read_document(root, path), figures).document
    problems: list[Problem] = []
    tokens = parsed(document.body)
    problems += depth_problems(tokens)
    preface, *sections = _sections(tokens)
    if preface or not sections:
        told = "A bank begins with its first question: ## Question? {#con-01}."
        problems.append((line_of(tokens), told))
    asked = [_question(section, problems) for section in sections]
    questions = [one for one in asked if one]
    problems += _repeated(sections)
    faults = [document.fault_in_body(line, told) for line, told in problems]
    try:
        values = document.values(_KEYS)
        faults += _draw_faults(document, values["draw"], None if problems else questions)
    except Faulty as faulty:
        faults += faulty.faults
    if faults:
        raise Faulty(*sorted(faults))
    return Quiz(
        **{
            **values,
            "slug": path.stem,
            "draw": _draw_of(values["draw"]),
            "questions": tuple(questions),
            "text_sha256": digest((document.front, document.body)),
        }
    )


def _draw_of(told: Any) -> tuple[tuple[str, int], ...]:  # noqa: ANN401 - whatever TOML holds
    table = told if isinstance(told, dict) else {"": told}
    return tuple(table.items())


def _draw_faults(
    document: Document,
    told: Any,  # noqa: ANN401 - whatever TOML holds
    questions: Sequence[Question] | None,
) -> Iterator[Fault]:
    """Find what is wrong with a draw; against the bank only if every question could be read."""
    line = document.line_of("draw")
    draw = _draw_of(told)
    numbers = all(type(number) is int and number > 0 for _, number in draw)
    if not draw or not numbers or (isinstance(told, dict) and "" in told):
        yield document.fault(line, f"“draw” must be {_KEYS['draw'].words}.")
        return
    for topic, number in draw if questions is not None else ():
        there = sum(topic in {"", question.lesson} for question in questions or ())
        if there < number:
            of = f" of “{topic}”" if topic else ""
            told = f"“draw” wants {number} questions{of}; the bank has {there}."
            yield document.fault(max(document.line_of(topic), line), told)


def _sections(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Part a bank at its questions; what stands before the first comes first."""
    starts = [
        at
        for at, one in enumerate(tokens)
        if one.type == "heading_open" and one.tag == "h2" and not one.level
    ]
    ends = [*starts, len(tokens)]
    return [tokens[start:end] for start, end in zip([0, *starts], ends, strict=True)]


def _question(section: Sequence[Token], problems: list[Problem]) -> Question | None:
    before = len(problems)
    line = line_of(section)
    heading = section[1].content
    named = _ID.search(heading)
    if named is None:
        problems.append((line, "Give the question a stable id: ## Question? {#con-01}."))
    text = one_line(heading[: named.start()] if named else heading)
    if not text:
        problems.append((line, "The question says nothing."))
    parts = blocks(section[3:])
    odd = _odd([part[0].type for part in parts])
    if odd:
        problems.append((line, odd))
        return None
    ordered = parts[1][0].type == _STEPS
    facts, wrong = facts_of(parts[0][1].content, ordered=ordered)
    problems += ((line_of(parts[0]), told) for told in wrong)
    choices = (_steps if ordered else _choices)(parts[1], line, problems)
    explanation = explanation_of(parts[2], problems)
    if named is None or len(problems) > before:
        return None
    lesson, _, anchor = facts["lesson"].partition("#")
    return Question(
        id=named[1],
        text=text,
        html=render_line(text),
        choices=choices,
        explanation=explanation,
        explanation_html=render_line(explanation),
        rules=listed(facts["rules"], ";"),
        lesson=lesson,
        anchor=anchor,
        roles=listed(facts["roles"], ","),
        difficulty=int(facts["difficulty"]),
        kind=kind_of(facts["kind"]),
        sha256=digest((text, [one.text for one in choices], *(["ordered"] if ordered else []))),
        facts=tuple(map(FactId, listed(facts.get("facts", ""), ","))),
        ordered=ordered,
        decides=pairs_of(facts.get("decides", "")),
        verdict=facts.get("verdict", ""),
    )


def _odd(kinds: Sequence[str]) -> str:
    """Say what is wrong with what stands under a question; empty if nothing is."""
    if kinds in ([_FACTS, _CHOICES], [_FACTS, _STEPS]):
        return "Explain the right answer in a quotation (>) at the end."
    if kinds in ([_FACTS, _CHOICES, _WHY], [_FACTS, _STEPS, _WHY]):
        return ""
    return (
        "Under a question come a line of facts, the choices as a list with - (or steps in their "
        "right order as a list with 1.) and an explanation in a quotation with >, in this order "
        "and nothing else."
    )


def _choices(task_list: Sequence[Token], line: int, problems: list[Problem]) -> tuple[Choice, ...]:
    choices = choices_of(task_list, problems)
    if choices:
        problems += ((line, told) for told in choice_problems(choices))
    return tuple(
        Choice(one.text, render_line(one.text), one.right, one.reason, render_line(one.reason))
        for one in choices
    )


def _steps(
    numbered_list: Sequence[Token], line: int, problems: list[Problem]
) -> tuple[Choice, ...]:
    items = blocks(numbered_list[1:-1])
    problems += (
        (line_of(item), "A step is one sentence behind its number: 1. Ask who calls.")
        for item in items
        if [one.type for one in item[1:-1]] != _STEP or MARK.match(item[2].content)
    )
    if not FEWEST_STEPS <= len(items) <= MOST_CHOICES:
        told = f"To put in order there are {FEWEST_STEPS} to {MOST_CHOICES} steps"
        problems.append((line, f"{told}, not {len(items)}."))
    steps = [one_line(" ".join(one.content for one in item)) for item in items]
    if len({step.casefold() for step in steps}) < len(steps):
        problems.append((line, "Two steps say the same."))
    return tuple(
        Choice(one, render_line(one), right=True, reason="", reason_html="") for one in steps
    )


def _repeated(sections: Sequence[Sequence[Token]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for section in sections:
        named = _ID.search(section[1].content)
        if named and named[1] in seen:
            yield line_of(section), f"The id “{named[1]}” stands there more than once."
        seen |= {named[1]} if named else set()
