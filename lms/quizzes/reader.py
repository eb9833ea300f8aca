"""From a Markdown task list to a bank of questions."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from markdown_it.token import Token

from lms.kernel.canonical import digest
from lms.kernel.ids import FactId
from lms.kernel.lesson_tables import Problem
from lms.kernel.markdown import Document, Fault, Faulty, Key, read_document
from lms.kernel.rendering import depth_problems, parsed, render_line
from lms.quizzes.facts import facts_of, listed
from lms.quizzes.model import Choice, Kind, Question, Quiz

FEWEST_CHOICES: Final = 2
MOST_CHOICES: Final = 6
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
_MARK: Final = re.compile(r"\[([ xX])\]\s")
_PARTS: Final = ["paragraph_open", "bullet_list_open", "blockquote_open"]
_QUOTED: Final = {
    *("blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close")
}


def read_quiz(root: Path, path: Path) -> Quiz:
    """Read one bank of a content root; raise `Faulty` with everything that is wrong in it."""
    document = read_document(root, path)
    problems: list[Problem] = []
    tokens = parsed(document.body)
    problems += depth_problems(tokens)
    preface, *sections = _sections(tokens)
    if preface or not sections:
        told = "A bank begins with its first question: ## Question? {#con-01}."
        problems.append((_line_of(tokens), told))
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
    line = _line_of(section)
    heading = section[1].content
    named = _ID.search(heading)
    if named is None:
        problems.append((line, "Give the question a stable id: ## Question? {#con-01}."))
    text = _one_line(heading[: named.start()] if named else heading)
    if not text:
        problems.append((line, "The question says nothing."))
    parts = _blocks(section[3:])
    kinds = [part[0].type for part in parts]
    if kinds == _PARTS[:-1]:
        told = "Explain the right answer in a quotation (>) at the end."
        problems.append((line, told))
        return None
    if kinds != _PARTS:
        told = (
            "Under a question come a line of facts, the choices as a list with - and an "
            "explanation in a quotation with >, in this order and nothing else."
        )
        problems.append((line, told))
        return None
    facts, wrong = facts_of(parts[0][1].content)
    problems += ((_line_of(parts[0]), told) for told in wrong)
    choices = tuple(_choices(parts[1], problems))
    if len(choices) == len(_blocks(parts[1][1:-1])):
        problems += ((line, told) for told in _choice_problems(choices))
    explanation = _sentences(parts[2], problems)
    if not explanation:
        problems.append((_line_of(parts[2]), "The explanation says nothing."))
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
        kind=Kind(facts["kind"]),
        sha256=digest((text, [choice.text for choice in choices])),
        facts=tuple(map(FactId, listed(facts.get("facts", ""), ","))),
    )


def _choices(tokens: Sequence[Token], problems: list[Problem]) -> Iterator[Choice]:
    for item in _blocks(tokens[1:-1]):
        line = _line_of(item)
        words = next((one.content for one in item[:3] if one.type == "inline"), "")
        marked = _MARK.match(words)
        if marked is None or not words[marked.end() :].strip():
            told = "Begin each choice with [ ] or, if it is right, [x]."
            problems.append((line, told))
            continue
        right = marked[1] in "xX"
        reason = _sentences(item[4:-1], problems)
        if not right and not reason:
            problems.append((line, "Say why this choice is wrong, in a quotation (>) under it."))
        text = _one_line(words[marked.end() :])
        yield Choice(text, render_line(text), right, reason, render_line(reason))


def _choice_problems(choices: Sequence[Choice]) -> Iterator[str]:
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        yield f"A question has {FEWEST_CHOICES} to {MOST_CHOICES} choices, not {len(choices)}."
    if not any(choice.right for choice in choices):
        yield "Mark the right choice with [x]; none is marked."
    elif all(choice.right for choice in choices):
        yield "Every choice is marked right; at least one must be wrong."
    if len({choice.text.casefold() for choice in choices}) < len(choices):
        yield "Two choices say the same."


def _sentences(tokens: Sequence[Token], problems: list[Problem]) -> str:
    """Return the words of quotations as one line."""
    odd = [one for one in tokens if one.type not in _QUOTED]
    odd += [one[0] for one in _blocks(tokens) if one[0].type != "blockquote_open"]
    if odd:
        told = "Reasons and explanations are plain sentences in a quotation (>), and nothing else."
        problems.append((_line_of([odd[0], *tokens]), told))
    return _one_line(" ".join(one.content for one in tokens if one.type == "inline"))


def _repeated(sections: Sequence[Sequence[Token]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for section in sections:
        named = _ID.search(section[1].content)
        if named and named[1] in seen:
            yield _line_of(section), f"The id “{named[1]}” stands there more than once."
        seen |= {named[1]} if named else set()


def _blocks(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Part tokens at those that lie in no other."""
    starts = [
        at for at, one in enumerate(tokens) if one.level == tokens[0].level and one.nesting >= 0
    ]
    ends = [*starts[1:], len(tokens)][: len(starts)]
    return [tokens[start:end] for start, end in zip(starts, ends, strict=True)]


def _line_of(tokens: Sequence[Token]) -> int:
    return next((one.map[0] for one in tokens if one.map), 0)


def _one_line(words: str) -> str:
    return " ".join(words.split())
